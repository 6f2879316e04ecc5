package sundown.readiness;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Membership;
import sundown.account.Money;
import sundown.account.ReachStore.Reach;
import sundown.readiness.PublicDocuments.PageConfiguration;
import sundown.readiness.PublicDocuments.SignIn;
import sundown.readiness.Readiness.Outcome;
import sundown.refund.PaymentService.Charge;
import sundown.refund.ReportingService.Funds;
import sundown.report.ProgressReport.GroupProgress;
import sundown.timeline.Dates.Phase;

/** Judges the outside services and what reaches them. Pure. */
final class ServiceRules {
    /** The scope that the API requires of a token. */
    private static final String SCOPE = "sundown/export";

    private ServiceRules() {}

    /** A member of the sample, and their charge as the payment service has it. */
    record Charged(Membership member, Optional<Charge> charge) {}

    /**
     * The fees of a sample.
     *
     * @param accounts of members and of others
     */
    record Fees(int accounts, List<Membership> members) {
        Fees {
            members = List.copyOf(members);
        }

        /** About how much this many users have paid, in minor units by currency. */
        Map<String, Long> of(long users) {
            return members.stream()
                    .collect(Collectors.toMap(
                            member -> member.fee().currency().getCurrencyCode(),
                            member -> member.fee().minorUnits() * users / accounts,
                            Long::sum));
        }
    }

    static Outcome secrets(List<String> faults) {
        return faults.isEmpty()
                ? Outcome.pass("The secrets for Google, Stripe, and its webhooks are there and well-formed.")
                : Outcome.fail(DateRules.sentence(faults), "Store the secret: docs/runbook/secrets.md.");
    }

    static Outcome readers(List<String> denied) {
        return denied.isEmpty()
                ? Outcome.pass("Each function that needs a secret may read it.")
                : Outcome.fail(
                        "May not read: " + String.join("; ", denied) + ".",
                        "Deploy the template as it is; where a boundary or an organization's policy denies it, allow"
                                + " secretsmanager:GetSecretValue there.");
    }

    static Outcome stripeKey(Funds funds) {
        return funds.live()
                ? Outcome.pass("Stripe takes the key, which is for real money.")
                : Outcome.fail(
                        "Stripe takes the key, which is for tests: it refunds nobody.",
                        "Store a key of the live mode, unless this is a trial: docs/runbook/secrets.md.");
    }

    static Outcome charges(List<Charged> sample) {
        if (sample.isEmpty()) {
            return Outcome.warn(
                    "There are no members in the sample.", "If there are members, compare chargeId in their rows.");
        }
        String size = "Of the charges of " + sample.size() + " members drawn at random, ";
        return SampleRules.faults(sample, ServiceRules::fault)
                .map(faults -> Outcome.fail(
                        size + faults + ".",
                        "Correct chargeId, feeMinorUnits, and feeCurrency in these rows, or take the key of the account"
                                + " that took the fees."))
                .orElseGet(() -> Outcome.pass(size + "all are paid and of the fee in their row."));
    }

    /** Sundown itself gives back the fee of a membership that has ended. */
    private static Optional<String> fault(Charged sampled) {
        if (sampled.charge().isEmpty()) {
            return Optional.of("are not known to the service that took them, under its key");
        }
        Charge charge = sampled.charge().get();
        boolean runs = sampled.member().cancelledAt().isEmpty();
        if (!charge.paid() || (runs && charge.refundedMinorUnits() > 0)) {
            return Optional.of("are not paid, or went back already");
        }
        return charge.amount().equals(sampled.member().fee())
                ? Optional.empty()
                : Optional.of("are of another amount or currency");
    }

    /**
     * Holds the balance against what the ledger has waiting, and what the members of groups that are yet to open have
     * paid, estimated from a sample.
     *
     * @param refundDate the next one
     */
    static Outcome balance(
            Funds funds, List<GroupProgress> groups, Fees sample, Optional<Instant> refundDate, Instant now) {
        Map<String, Long> toCome = toCome(groups, sample, now);
        List<String> tooLittle = toCome.entrySet().stream()
                .filter(fee -> fee.getValue() > available(funds, fee.getKey()))
                .map(fee -> "about " + Money.of(fee.getValue(), fee.getKey()) + " to refund, and "
                        + Money.of(available(funds, fee.getKey()), fee.getKey()) + " there")
                .toList();
        if (groups.isEmpty()) {
            return Outcome.warn(
                    "No progress report has counted users and fees yet.", "Call again when there is one, tomorrow.");
        }
        if (tooLittle.isEmpty()) {
            return Outcome.pass("Stripe's balance covers the fees to come" + listed(toCome) + ".");
        }
        String found = DateRules.sentence(tooLittle);
        String remedy = "Fund the balance in these currencies before the refund date"
                + refundDate.map(date -> ", " + date).orElse("") + ": docs/runbook/refunds.md.";
        boolean soon = refundDate
                .filter(date -> !now.plus(OpeningRules.WARNING_TIME).isBefore(date))
                .isPresent();
        return soon ? Outcome.fail(found, remedy) : Outcome.warn(found, remedy);
    }

    /** The fees to come and the balance by currency, in minor units. */
    static Map<String, Map<String, Long>> balances(Funds funds, List<GroupProgress> groups, Fees sample, Instant now) {
        return toCome(groups, sample, now).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        fee -> Map.of("toCome", fee.getValue(), "available", available(funds, fee.getKey()))));
    }

    private static Map<String, Long> toCome(List<GroupProgress> groups, Fees sample, Instant now) {
        Map<String, Long> toCome = new TreeMap<>();
        groups.forEach(
                group -> group.waitingFees().forEach((currency, amount) -> toCome.merge(currency, amount, Long::sum)));
        long yetToOpen = groups.stream()
                .filter(group -> group.exportsOpen().isAfter(now))
                .mapToLong(GroupProgress::users)
                .sum();
        sample.of(yetToOpen).forEach((currency, amount) -> toCome.merge(currency, amount, Long::sum));
        return toCome;
    }

    private static String listed(Map<String, Long> amounts) {
        return amounts.isEmpty()
                ? ""
                : amounts.entrySet().stream()
                        .map(amount ->
                                Money.of(amount.getValue(), amount.getKey()).toString())
                        .collect(Collectors.joining(", ", ", about ", ""));
    }

    private static long available(Funds funds, String currency) {
        return funds.available().stream()
                .filter(amount -> amount.currency().getCurrencyCode().equals(currency))
                .mapToLong(Money::minorUnits)
                .sum();
    }

    static Outcome mail(boolean on) {
        return on
                ? Outcome.pass("Users are mailed.")
                : Outcome.warn(
                        "Mail is off: nobody is told anything, unless a system of yours mails what the events say.",
                        "Deploy with Mail=on, or see that yours does: docs/events.md.");
    }

    /** Before the notice nobody is told, and after the close it is too late. */
    static Outcome reached(List<GroupProgress> groups, int percentMin) {
        return groups.stream()
                .filter(group -> group.phase() == Phase.ANNOUNCED || group.phase() == Phase.EXPORTS_OPEN)
                .filter(group -> 100 * of(group, Reach.REACHED) < percentMin * group.users())
                .map(group -> "of %,d users of group %s, %,d are reached and %,d are not reachable"
                        .formatted(
                                group.users(), group.group(), of(group, Reach.REACHED), of(group, Reach.NOT_REACHABLE)))
                .reduce((one, other) -> one + "; " + other)
                .map(low -> Outcome.warn(
                        DateRules.sentence(List.of(low)),
                        "Tell them otherwise, by a second channel for example: docs/rooms/mail.md."))
                .orElseGet(
                        () -> Outcome.pass("Of each group that is told, " + percentMin + " % of users are reached."));
    }

    private static long of(GroupProgress group, Reach reach) {
        return group.reach().getOrDefault(reach, 0L);
    }

    static Outcome googleClient(boolean accepted) {
        return accepted
                ? Outcome.pass("Google knows the client and takes its secret.")
                : Outcome.fail(
                        "Google refuses the client's id or secret.",
                        "Compare GoogleClientId, and store the client's secret: docs/runbook/secrets.md.");
    }

    static Outcome signIn(String issuer, SignIn provider, long signingKeys) {
        if (!provider.issuer().equals(issuer)) {
            return Outcome.fail(
                    "The issuer calls itself " + provider.issuer() + ", and the API takes tokens of " + issuer + ".",
                    "Deploy with TokenIssuer exactly as the issuer writes it, a slash at the end included.");
        }
        if (signingKeys == 0) {
            return Outcome.fail(
                    "The issuer publishes no RSA key that signs.",
                    "Have the provider sign access tokens with RS256: API Gateway takes no other kind.");
        }
        String found = "The issuer publishes " + signingKeys + " keys that sign";
        return provider.scopes().contains(SCOPE)
                ? Outcome.pass(found + ", and lists the scope " + SCOPE + ".")
                : Outcome.warn(
                        found + ", and does not list the scope " + SCOPE + ", as providers may.",
                        "Sign in on the page once, and look whether GET /me answers 200: 403 means that the client may"
                                + " not ask for the scope.");
    }

    static Outcome page(ReadinessSettings settings, Optional<PageConfiguration> page) {
        if (page.isEmpty()) {
            return Outcome.fail(
                    "The page has no configuration that can be read.",
                    "Build it and bring it to its bucket: make page, then scripts/deploy-page STACK.");
        }
        PageConfiguration configuration = page.get();
        List<String> other = Stream.of(
                        other("issuer", configuration.issuer(), settings.issuer()),
                        other("clientId", configuration.clientId(), settings.clientId()),
                        other("googleClientId", configuration.googleClientId(), settings.googleClientId()),
                        Optional.of("it does not ask for the scope " + SCOPE)
                                .filter(missing -> !configuration.asksFor(SCOPE)))
                .flatMap(Optional::stream)
                .toList();
        return other.isEmpty()
                ? Outcome.pass("The page has the configuration of this deployment.")
                : Outcome.fail(
                        "On the page, " + String.join("; ", other) + ".",
                        "Bring the page to its bucket again: scripts/deploy-page STACK.");
    }

    private static Optional<String> other(String member, String found, String wanted) {
        return found.equals(wanted) ? Optional.empty() : Optional.of(member + " is " + found + ", not " + wanted);
    }
}
