package sundown.cli.decommission;

import java.util.List;

/**
 * What a stack still has.
 *
 * @param uncertified the groups of the timeline whose latest plan, if there is one, has no certificate
 * @param held accounts under hold, with their end, if there is one
 * @param kept how many accounts the latest certificates kept because they were under hold
 * @param openRefunds refunds that are neither done nor resolved
 * @param openSubscriptions subscriptions that were cancelled and have not ended
 * @param schedules dates that still have a schedule
 * @param filled buckets, by their names, that have something, with all buckets of the gallery; or cannot be read
 * @param audit the audit bucket, with how long it keeps what is in it
 */
record Remains(
        List<String> uncertified,
        List<String> held,
        long kept,
        long openRefunds,
        long openSubscriptions,
        int schedules,
        List<String> filled,
        String audit) {
    Remains {
        uncertified = List.copyOf(uncertified);
        held = List.copyOf(held);
        filled = List.copyOf(filled);
    }

    /** A step of the teardown: what goes, what is left, and how it goes. */
    record TeardownStep(String what, String left, String how) {}

    /** The steps in their order: what others need goes last. */
    List<TeardownStep> steps() {
        return List.of(
                new TeardownStep(
                        "Holds",
                        holds(),
                        "wait for their ends, or release them; then delete what they kept (plan, approve, certify)"),
                new TeardownStep(
                        "Refunds", count(openRefunds), "list-refunds names them; the balance at Stripe pays them"),
                new TeardownStep(
                        "Subscriptions", count(openSubscriptions), "list-cancellations names them; end them at Stripe"),
                new TeardownStep(
                        "Grants at Google",
                        "look in Google's console",
                        "delete the OAuth client: that ends every user's grant, and cannot be undone"),
                new TeardownStep(
                        "Stripe",
                        "look in Stripe's dashboard",
                        "remove the webhook endpoint and the restricted key, when no refund can fail any more"),
                new TeardownStep(
                        "DNS",
                        "look at your DNS",
                        "remove the record of PageDomain, then its certificate in us-east-1"),
                new TeardownStep("Buckets of users", names(), "their objects go by purge, archives by themselves"),
                new TeardownStep("Schedules", count(schedules), "they go with the stack"),
                new TeardownStep(
                        "Stack",
                        "look in CloudFormation",
                        "turn off the deletion protection of the tables, then delete it and those of other buckets:"
                                + " docs/runbook/decommission.md"),
                new TeardownStep(
                        "Tables, logs, secrets, and the key",
                        "CloudFormation keeps them",
                        "receipts until they expire; the others 35 days after the last certificate"),
                new TeardownStep("Audit bucket", audit, "goes last, when its retention is over"));
    }

    /**
     * A hold that ended after the certificate leaves an account that nothing protects, and that no plan deletes yet.
     */
    private String holds() {
        String now = held.isEmpty() ? "none" : held.size() + ": " + String.join(", ", held);
        return kept > held.size() ? now + "; certificates kept " + kept + " accounts" : now;
    }

    private String names() {
        return filled.isEmpty() ? "empty" : "not empty: " + String.join(", ", filled);
    }

    private static String count(long number) {
        return number == 0 ? "none" : Long.toString(number);
    }
}
