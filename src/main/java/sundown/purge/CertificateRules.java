package sundown.purge;

import java.time.Instant;
import java.util.Optional;
import sundown.account.UserId;

/** Whether a purge is proven: pure. */
public final class CertificateRules {
    private CertificateRules() {}

    /** What is to be done when a certificate is asked for. */
    sealed interface Step {
        /**
         * Verify it, unless that has begun.
         *
         * @param since a verification that began before does not count
         */
        record Verify(Approvals approvals, Instant since) implements Step {}

        /** It is certified: show that. */
        record Show() implements Step {}

        /** The purge has not come to its end. */
        record TooEarly() implements Step {}
    }

    /**
     * Decides by the state of the group's purge. A purge that differed is verified again, because people may have
     * resolved the difference. A purge that nobody approved is never certified.
     *
     * @param approved what two people said for its plan, also as version 1.1 recorded it
     */
    static Step next(PurgeState state, Optional<Approvals> approved) {
        if (state instanceof PurgeState.Certified) {
            return new Step.Show();
        }
        return state.unprovenSince()
                .<Step>flatMap(since -> approved.map(approvals -> new Step.Verify(approvals, since)))
                .orElseGet(Step.TooEarly::new);
    }

    /** Now, or an instant that is later, where clocks differ. */
    static Instant atLeast(Instant least, Instant now) {
        return now.isBefore(least) ? least : now;
    }

    /** Now, or the moment after an instant that is later, where clocks differ. */
    static Instant after(Instant before, Instant now) {
        return atLeast(before.plusMillis(1), now);
    }

    /**
     * The manifest must be the one that was approved.
     *
     * @param part of it that is not
     */
    static Difference otherManifest(ManifestHash approved, String part) {
        return new Difference(
                Difference.Kind.MANIFEST, approved.hex(), 0, part + " is missing, or is not what was approved");
    }

    /** What the buckets keep of somebody must be nothing, unless there is a reason for it. */
    static Optional<Difference> left(UserId user, Totals kept) {
        return kept.entries() == 0
                ? Optional.empty()
                : Optional.of(Difference.of(
                        Difference.Kind.LEFT, user, kept.entries(), "the buckets still keep " + words(kept)));
    }

    /** The purge must delete exactly what the manifest lists of a user, and nothing of a user that it leaves out. */
    static Optional<Difference> deleted(ManifestLine line, Optional<Deletion> deletion) {
        UserId user = line.user();
        if (!line.standing().listed()) {
            return deletion.flatMap(CertificateRules::notListed);
        }
        Optional<Deletion> finished = deletion.filter(Deletion::finished);
        if (finished.isEmpty()) {
            return Optional.of(Difference.of(
                    Difference.Kind.NOT_RECORDED, user, line.totals().entries(), "no record tells of their deletion"));
        }
        return finished.filter(done -> !done.deleted().equals(line.totals()))
                .map(done -> Difference.of(
                        Difference.Kind.OTHER_COUNTS,
                        user,
                        Math.abs(line.totals().entries() - done.deleted().entries()),
                        "listed " + words(line.totals()) + ", deleted " + words(done.deleted())));
    }

    /** Something was deleted of a user that the manifest does not list. */
    static Optional<Difference> notListed(Deletion deletion) {
        return deletion.deleted().entries() + deletion.rows() == 0
                ? Optional.empty()
                : Optional.of(Difference.of(
                        Difference.Kind.NOT_LISTED,
                        deletion.user(),
                        deletion.deleted().entries(),
                        "not listed, and deleted " + words(deletion.deleted()) + " and " + deletion.rows() + " rows"));
    }

    /** Everything under the group's prefix must belong to a user. */
    static Difference ofNobody(String name) {
        return new Difference(Difference.Kind.NO_USER, name, 1, "the buckets keep something that belongs to no user");
    }

    /** No row may be left of a user that the manifest lists. */
    static Optional<Difference> rows(UserId user, boolean left) {
        return left
                ? Optional.of(Difference.of(Difference.Kind.ROWS, user, 0, "rows of them are left"))
                : Optional.empty();
    }

    private static String words(Totals totals) {
        String own = "%d versions, %d markers and %d uploads with %d bytes"
                .formatted(totals.versions(), totals.markers(), totals.uploads(), totals.bytes());
        return totals.shared() == 0 ? own : own + ", and " + totals.shared() + " entries that are shared";
    }
}
