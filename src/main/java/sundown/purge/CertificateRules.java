package sundown.purge;

import java.util.Optional;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.DeletionRecords.Deletion;
import sundown.purge.Findings.Difference;

/** Decides what a verification reports as a difference: pure. */
public final class CertificateRules {
    private CertificateRules() {}

    /**
     * The difference of a manifest that is not the approved one.
     *
     * @param part the part of the manifest that differs
     */
    static Difference otherManifest(Sha256 approved, String part) {
        return new Difference(
                Difference.Kind.MANIFEST,
                approved.hex(),
                0,
                part + " is missing, is not what was approved, or is of another layout of the gallery");
    }

    /** The difference of a user with entries in the buckets that no reason keeps. */
    static Optional<Difference> left(UserId user, Totals kept) {
        return kept.entries() == 0
                ? Optional.empty()
                : Optional.of(Difference.of(
                        Difference.Kind.LEFT, user, kept.entries(), "the buckets still keep " + words(kept)));
    }

    /**
     * The difference between the listed and the deleted entries of a user. Nothing may be deleted of a user whom the
     * manifest leaves out.
     */
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

    /** The difference of a user whom the manifest does not list, and who lost entries or rows. */
    static Optional<Difference> notListed(Deletion deletion) {
        return deletion.deleted().entries() + deletion.rows() == 0
                ? Optional.empty()
                : Optional.of(Difference.of(
                        Difference.Kind.NOT_LISTED,
                        deletion.user(),
                        deletion.deleted().entries(),
                        "not listed, and deleted " + words(deletion.deleted()) + " and " + deletion.rows() + " rows"));
    }

    /** The difference of a folder or key under the group's prefix that belongs to no user. */
    static Optional<Difference> leftOfNobody(String name, Totals kept) {
        return kept.entries() == 0
                ? Optional.empty()
                : Optional.of(new Difference(
                        Difference.Kind.NO_USER,
                        name,
                        kept.entries(),
                        "the buckets keep something that belongs to no user"));
    }

    /** The difference of a listed user with rows. */
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
