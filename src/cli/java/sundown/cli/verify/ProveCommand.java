package sundown.cli.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.gallery.GalleryLayout;
import sundown.purge.Inclusion;
import sundown.purge.ManifestReader;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/**
 * {@code sundown prove}: prints the proof that a manifest lists a user, for that user to keep. It shows nothing of
 * other users but hashes.
 */
@Command(
        name = "prove",
        description = "Print the proof that a manifest lists a user, from a copy of the audit bucket.",
        customSynopsis = "sundown prove FOLDER --group GROUP --plan ID --user ID",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the manifest lists the user", "1:it does not", "2:the folder cannot be read"})
public final class ProveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "the copy, with its objects under their keys")
    private Path folder;

    @Option(names = "--group", required = true, paramLabel = "GROUP", description = "the user's group")
    private String group;

    @Option(names = "--plan", required = true, paramLabel = "ID", description = "the plan, as the certificate names it")
    private String plan;

    @Option(names = "--user", required = true, paramLabel = "ID", description = "whom the manifest lists")
    private String user;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Optional<Inclusion> listed = new ManifestReader(AuditCopy.of(folder), GalleryLayout.GROUP_FIRST)
                .findInclusion(new GroupId(group), new PlanId(plan), new UserId(user));
        listed.ifPresentOrElse(
                proof -> spec.commandLine().getOut().println(Json.write(proof)),
                () -> spec.commandLine().getErr().println("The manifest does not list user " + user + "."));
        return listed.isPresent() ? VerifyCommand.RIGHT : VerifyCommand.WRONG;
    }
}
