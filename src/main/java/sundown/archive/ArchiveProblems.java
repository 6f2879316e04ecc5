package sundown.archive;

import sundown.edge.Problem;

/** What can stand in the way of a wish about archives: each with its own type. */
final class ArchiveProblems {
    private ArchiveProblems() {}

    static Problem emptyGallery() {
        return Problem.of("empty-gallery", 422, "The gallery is empty.", "There is nothing to download.");
    }

    static Problem noArchive() {
        return Problem.of("no-archive", 404, "There is no archive.", "You have not asked for an archive.");
    }

    static Problem expired() {
        return Problem.of(
                "archive-expired",
                410,
                "The archive has expired.",
                "It could be downloaded for " + ArchiveRules.LIFE.toDays() + " days. You can ask for a new one.");
    }

    static Problem deleted() {
        return Problem.of(
                "archive-deleted", 410, "The archive has been deleted.", "You deleted it. You can ask for a new one.");
    }

    static Problem notReady() {
        return Problem.of(
                "archive-not-ready",
                409,
                "The archive is not ready yet.",
                "It is still being built. Look at its state, and confirm a volume once it has arrived.");
    }

    static Problem unknownVolume() {
        return Problem.of(
                "unknown-volume", 404, "There is no such volume.", "The archive has no volume of this number.");
    }

    static Problem alreadyConfirmed(int volume) {
        return Problem.of(
                "already-confirmed",
                409,
                "This volume has been confirmed before.",
                "That volume " + volume + " arrived is noted already; nothing has changed.");
    }

    static Problem changedMeanwhile() {
        return Problem.of(
                "changed-meanwhile",
                409,
                "The archive has just been changed by another request.",
                "Look at its state and try again.");
    }
}
