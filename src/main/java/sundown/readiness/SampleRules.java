package sundown.readiness;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import sundown.account.Account;
import sundown.digest.Sha1;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item;
import sundown.media.MediaType;
import sundown.readiness.AccountSample.SampledAccount;
import sundown.readiness.Readiness.Outcome;
import sundown.timeline.Group;
import sundown.timeline.Timeline;
import sundown.transfer.FailureReason;

/** Judges a sample of accounts and items. Pure. */
final class SampleRules {
    /** The fields that only a member's row has. */
    private static final Set<String> OF_MEMBERS = Set.of("feeMinorUnits", "feeCurrency", "paidAt", "subscriptionId");

    /** With more that Google does not take, many users need an archive besides, and should be told. */
    private static final double WARNING_SHARE = 0.05;

    /** With more, transfers leave out most items; most often the names of the files lack their endings. */
    private static final double FAILURE_SHARE = 0.5;

    private SampleRules() {}

    /** @param chunks how many each group has */
    static Outcome accounts(Timeline timeline, int chunks, List<SampledAccount> sample) {
        return judged(
                sample,
                "accounts",
                account -> fault(timeline, chunks, account),
                "Correct region and groupShard of these rows (docs/state.md), or import again: no job visits who is not"
                        + " listed under their group.");
    }

    private static Optional<String> fault(Timeline timeline, int chunks, SampledAccount sampled) {
        if (sampled.account().isEmpty()) {
            return Optional.of("cannot be read");
        }
        Optional<String> group = timeline.groupOf(sampled.account().get().region())
                .map(Group::id)
                .map(Object::toString);
        if (!group.equals(sampled.group().map(SampledAccount.Listing::group))) {
            return Optional.of(
                    sampled.group().isEmpty() ? "are in no group" : "are listed in another group than their region's");
        }
        return sampled.group()
                .filter(listing -> listing.chunk() >= chunks)
                .map(beyond -> "are in a chunk beyond GroupChunks");
    }

    static Outcome members(List<SampledAccount> sample) {
        return judged(
                sample,
                "accounts",
                sampled -> {
                    boolean paid = sampled.fields().stream().anyMatch(OF_MEMBERS::contains);
                    boolean charged =
                            sampled.account().flatMap(Account::membership).isPresent();
                    return paid && !charged
                            ? Optional.of("are of members without charge, fee, currency, or date")
                            : Optional.<String>empty();
                },
                "Give these rows chargeId, feeMinorUnits, feeCurrency, and paidAt (docs/state.md): without them nothing"
                        + " is refunded.");
    }

    static Outcome items(List<SampledItem> sample) {
        return judged(
                sample,
                "items",
                SampleRules::fault,
                "Find out what wrote these rows and objects, correct them, and call again: who takes such a photo out"
                        + " gets another one, or none.");
    }

    static Outcome layout(List<SampledItem> sample) {
        return judged(
                sample,
                "items",
                item -> item.inItsPlace()
                        ? Optional.empty()
                        : Optional.of("lie outside of their owner's folder, without a claim"),
                "Correct GalleryLayout and GalleryPrefix, or import the claims, or copy the objects to their owner's"
                        + " folder and correct objectKey (docs/state.md): plans list a user's folder and what the user"
                        + " has claims on, and nothing else.");
    }

    /**
     * Without its claims, each object that several users share goes with the first of them. So does one that lies in
     * the folder of a user who has no claim on it.
     *
     * @param imported how many the recorded import made
     * @param sampled how many of the table were read
     * @param unguarded how many of these objects lie in the folder of a user without a claim
     */
    static Outcome claims(OptionalLong imported, int sampled, long unguarded, GalleryLayout layout) {
        if (unguarded > 0) {
            return unguarded(sampled, unguarded, layout);
        }
        if (sampled > 0) {
            return Outcome.pass("The table of claims is filled.");
        }
        if (imported.orElse(0) > 0) {
            return Outcome.fail(
                    "The recorded import has " + imported.getAsLong() + " claims, and the table of claims is empty.",
                    "Import the latest export once more, into a new folder, with --apply and without --since, before"
                            + " anything is planned (docs/adopt.md): without claims, the first user's purge deletes what"
                            + " others share with them. A new stack takes them with ImportClaims=true.");
        }
        if (imported.isEmpty() && !layout.hasFolders()) {
            return Outcome.warn(
                    "The table of claims is empty, and no recorded import tells how many there are.",
                    "Record the import (docs/runbook/readiness.md): where rows alone tell whose an object is, claims"
                            + " alone keep what several users share.");
        }
        return Outcome.pass("The table of claims is empty, and the recorded import has none, or there is none.");
    }

    /** Where users come first, the owner of a folder needs a claim only if they have an account. */
    private static Outcome unguarded(int sampled, long unguarded, GalleryLayout layout) {
        String found = "Of the objects of " + sampled + " claims, " + unguarded
                + " lie in the folder of a user who has no claim on them.";
        String remedy = "Give the owner of each such folder a claim on the object (docs/state.md): the purge of a user"
                + " without a claim deletes what others claim in their folder.";
        return layout.keepsGroupsApart() ? Outcome.fail(found, remedy) : Outcome.warn(found, remedy);
    }

    private static Optional<String> fault(SampledItem item) {
        if (item.found().isEmpty()) {
            return Optional.of("have no object under their key");
        }
        if (item.found().getAsLong() != item.item().bytes()) {
            return Optional.of("have an object of another length");
        }
        return item.digest().isPresent() && !item.digest().equals(item.item().sha1())
                ? Optional.of("have an object of another digest")
                : Optional.empty();
    }

    private static <T> Outcome judged(List<T> sample, String what, Function<T, Optional<String>> fault, String remedy) {
        if (sample.isEmpty()) {
            return Outcome.warn(
                    "There are no " + what + " to look at.", "Fill the tables (docs/adopt.md), and call again.");
        }
        String size = "Of " + sample.size() + " " + what + " drawn at random, ";
        return faults(sample, fault)
                .map(faults -> Outcome.fail(size + faults + ".", remedy))
                .orElseGet(() -> Outcome.pass(size + "all are as they must be."));
    }

    /** The faults of a sample with their numbers, for a sentence; nothing where there are none. */
    static <T> Optional<String> faults(List<T> sample, Function<T, Optional<String>> fault) {
        Map<String, Long> counts = sample.stream()
                .flatMap(one -> fault.apply(one).stream())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .reduce((one, other) -> one + ", " + other);
    }

    static Outcome taken(List<SampledItem> sample) {
        if (sample.isEmpty()) {
            return Outcome.warn("There are no items to look at.", "Fill the tables (docs/adopt.md), and call again.");
        }
        Map<FailureReason, Long> refused = sample.stream()
                .filter(item -> item.found().isPresent())
                .flatMap(item -> FailureReason.of(item.type(), item.item().bytes()).stream())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        long count = refused.values().stream().mapToLong(Long::longValue).sum();
        String found = "Google takes " + (sample.size() - count) + " of " + sample.size()
                + " items drawn at random, by type and size" + (count == 0 ? "." : "; not these: " + refused + ".");
        if (count > FAILURE_SHARE * sample.size()) {
            return Outcome.fail(
                    found,
                    "Look at the names in the rows of items, and at the first bytes of their objects: neither show a type.");
        }
        return count <= WARNING_SHARE * sample.size()
                ? Outcome.pass(found)
                : Outcome.warn(
                        found, "Say in the notice that such files are in the archive alone, and which they are.");
    }

    /**
     * An item, and what lies under its key.
     *
     * @param inItsPlace whether the key is one of its owner's
     * @param found the length of the object; nothing where there is none
     * @param digest of the object, where the item has one to compare and its bytes were read
     * @param type of the object; nothing where neither its first bytes nor the item's name show one
     */
    public record SampledItem(
            Item item, boolean inItsPlace, OptionalLong found, Optional<Sha1> digest, Optional<MediaType> type) {}
}
