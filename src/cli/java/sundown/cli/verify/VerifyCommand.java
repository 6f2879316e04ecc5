package sundown.cli.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sundown verify}: checks the certificates and manifests in a copy of the audit bucket. It asks no service. */
@Command(
        name = "verify",
        description = "Check the chain of certificates, and their manifests, in a copy of the audit bucket.",
        customSynopsis = "sundown verify FOLDER",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all of it is right", "1:something is wrong", "2:the folder cannot be read"})
public final class VerifyCommand implements Callable<Integer> {
    static final int RIGHT = 0;
    static final int WRONG = 1;

    @Parameters(paramLabel = "FOLDER", description = "the copy, with its objects under their keys")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Verdict> verdicts = new CertificateCheck(AuditCopy.of(folder)).verdicts();
        verdicts.forEach(verdict -> out.println(verdict.line()));
        boolean right = verdicts.stream().allMatch(Verdict::right);
        out.println(right ? "All of it is right." : "Something is wrong.");
        return right ? RIGHT : WRONG;
    }
}
