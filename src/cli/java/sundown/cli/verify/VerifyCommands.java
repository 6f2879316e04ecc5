package sundown.cli.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sundown.account.UserId;
import sundown.cli.Output;
import sundown.cli.verify.CertificateCheck.Verdict;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.gallery.GalleryLayout;
import sundown.purge.Inclusion;
import sundown.purge.ManifestReader;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/** Checks certificates, manifests, and proofs with a copy of the audit bucket alone. It asks no service. */
public final class VerifyCommands {
    private static final int RIGHT = 0;
    private static final int WRONG = 1;

    private VerifyCommands() {}

    @Command(
            name = "verify",
            description = "Check the chain of certificates, and their manifests, in a copy of the audit bucket.",
            customSynopsis = "sundown verify FOLDER",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:all of it is right", "1:something is wrong", "2:the folder cannot be read"})
    static int verify(
            @Mixin Output output,
            @Parameters(paramLabel = "FOLDER", description = "the copy, with its objects under their keys") Path folder)
            throws IOException {
        PrintWriter out = output.out();
        List<Verdict> verdicts = new CertificateCheck(AuditCopy.of(folder)).verdicts();
        verdicts.forEach(verdict -> out.println(verdict.line()));
        boolean right = verdicts.stream().allMatch(Verdict::right);
        out.println(right ? "All of it is right." : "Something is wrong.");
        return right ? RIGHT : WRONG;
    }

    /** The proof is for that user to keep. It shows nothing of other users but hashes. */
    @Command(
            name = "prove",
            description = "Print the proof that a manifest lists a user, from a copy of the audit bucket.",
            customSynopsis = "sundown prove FOLDER --group GROUP --plan ID --user ID",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:the manifest lists the user", "1:it does not", "2:the folder cannot be read"})
    static int prove(
            @Mixin Output output,
            @Parameters(paramLabel = "FOLDER", description = "the copy, with its objects under their keys") Path folder,
            @Option(names = "--group", required = true, paramLabel = "GROUP", description = "the user's group")
                    String group,
            @Option(
                            names = "--plan",
                            required = true,
                            paramLabel = "ID",
                            description = "the plan, as the certificate names it")
                    String plan,
            @Option(names = "--user", required = true, paramLabel = "ID", description = "the listed user") String user)
            throws IOException {
        Optional<Inclusion> listed = new ManifestReader(AuditCopy.of(folder), GalleryLayout.GROUP_FIRST)
                .findInclusion(new GroupId(group), new PlanId(plan), new UserId(user));
        listed.ifPresentOrElse(
                proof -> output.out().println(Json.write(proof)),
                () -> output.error().println("The manifest does not list user " + user + "."));
        return listed.isPresent() ? RIGHT : WRONG;
    }

    @Command(
            name = "check-proof",
            description = "Check the proof that a manifest lists a user.",
            customSynopsis = "sundown check-proof FILE --manifest-hash HASH",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:the manifest lists the user", "1:it does not", "2:the file is not a proof"})
    static int checkProof(
            @Mixin Output output,
            @Parameters(paramLabel = "FILE", description = "the proof that sundown prove has printed") Path file,
            @Option(
                            names = "--manifest-hash",
                            required = true,
                            paramLabel = "HASH",
                            description = "the hash that two people approved, as the certificate names it")
                    String hash)
            throws IOException {
        Inclusion proof = proof(file);
        boolean right = proof.proves(new Sha256(hash));
        output.out()
                .println(
                        right
                                ? "Right: the manifest lists user %s, with %d entries."
                                        .formatted(
                                                proof.place().user(),
                                                proof.user().totals().entries())
                                : "Wrong: the proof does not lead to this manifest.");
        return right ? RIGHT : WRONG;
    }

    private static Inclusion proof(Path file) throws IOException {
        try {
            return Inclusion.read(Files.readString(file));
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(file + " is not a proof: " + unreadable.getMessage() + ".", unreadable);
        }
    }
}
