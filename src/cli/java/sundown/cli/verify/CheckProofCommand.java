package sundown.cli.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sundown.purge.Inclusion;
import sundown.purge.ManifestRoot.ManifestHash;

/** {@code sundown check-proof}: checks a user's proof against the hash that two people approved. */
@Command(
        name = "check-proof",
        description = "Check the proof that a manifest lists a user.",
        customSynopsis = "sundown check-proof FILE --manifest-hash HASH",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the manifest lists the user", "1:it does not", "2:the file is not a proof"})
public final class CheckProofCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "the proof that sundown prove has printed")
    private Path file;

    @Option(
            names = "--manifest-hash",
            required = true,
            paramLabel = "HASH",
            description = "the hash that two people approved, as the certificate names it")
    private String hash;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Inclusion proof = proof();
        boolean right = proof.proves(new ManifestHash(hash));
        spec.commandLine()
                .getOut()
                .println(
                        right
                                ? "Right: the manifest lists user %s, with %d entries."
                                        .formatted(
                                                proof.place().user(),
                                                proof.user().totals().entries())
                                : "Wrong: the proof does not lead to this manifest.");
        return right ? VerifyCommand.RIGHT : VerifyCommand.WRONG;
    }

    private Inclusion proof() throws IOException {
        try {
            return Inclusion.read(Files.readString(file));
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(file + " is not a proof: " + unreadable.getMessage() + ".", unreadable);
        }
    }
}
