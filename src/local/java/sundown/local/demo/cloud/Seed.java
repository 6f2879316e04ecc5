package sundown.local.demo.cloud;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import sundown.local.command.Program;
import sundown.local.command.Stages;
import sundown.local.demo.cloud.LocalUser.Member;
import sundown.local.demo.gallery.Gallery;
import sundown.local.emulators.ExternalCloud;

/**
 * {@code make seed}: puts into a cloud that already runs what the functions need there, and starts none of them: the
 * resources of template.yaml that are missing, the secrets, and a member with a gallery. Nothing is announced there
 * until an operator publishes a timeline.
 */
public final class Seed {
    private final Clock clock = Clock.systemUTC();
    private final Settings settings;
    private final PrintStream out;
    private final Stages stages;

    Seed(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.stages = new Stages(out, clock);
    }

    /** Takes its settings from the environment: CLOUD, STACK, and GALLERY. */
    public static void main(String[] arguments) {
        Program.execute(() -> new Seed(Settings.of(System.getenv()), System.out).run());
    }

    boolean run() throws Exception {
        URI address = settings.cloud()
                .orElseThrow(() -> new IllegalArgumentException(
                        "A cloud that keeps what is put into it must run already: CLOUD=http://127.0.0.1:4566."));
        try (ExternalCloud aws = ExternalCloud.at(address, clock)) {
            String name = settings.stackName();
            Stack stack = Stack.withoutFunctions(aws, name, settings.layout());
            stages.run("tables, queues and buckets of template.yaml", stack::provision);
            stages.run("secrets", () -> StripeSide.putSecrets(aws));
            stages.run("a member with a gallery", () -> enrol(stack));
            out.println(stack.created());
            out.println("The stack " + name + " at " + address + " is filled. No timeline is published: call"
                    + " publish-timeline once its functions run (docs/runbook/timeline.md).");
        }
        return true;
    }

    private void enrol(Stack stack) throws IOException, InterruptedException {
        Gallery gallery = Gallery.of(settings.folder());
        new Enrolment(stack, clock).enrol(Member.sample(), gallery);
    }
}
