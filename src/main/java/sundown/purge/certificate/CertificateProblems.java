package sundown.purge.certificate;

import sundown.edge.Problem;

/** What can stand in the way of a certificate: each with its own type. */
final class CertificateProblems {
    private CertificateProblems() {}

    static Problem notPurged() {
        return Problem.of(
                "not-purged",
                409,
                "The group is not purged.",
                "Its latest plan has not been carried out to its end; get-purge tells how far it is.");
    }

    static Problem changedMeanwhile() {
        return Problem.of(
                "changed-meanwhile",
                409,
                "Somebody was faster.",
                "The purge changed during the inspection: call again.");
    }
}
