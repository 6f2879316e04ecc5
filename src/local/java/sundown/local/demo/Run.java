package sundown.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import sundown.local.clock.MovableClock;
import sundown.local.command.Program;
import sundown.local.command.Quantity;
import sundown.local.command.Stages;
import sundown.local.demo.cloud.Artifacts;
import sundown.local.demo.cloud.ConsentListener;
import sundown.local.demo.cloud.GoogleSide;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalUser.Member;
import sundown.local.demo.cloud.Operators;
import sundown.local.demo.cloud.Settings;
import sundown.local.demo.cloud.StandIn;
import sundown.local.demo.cloud.StandInUser;
import sundown.local.demo.gallery.Gallery;
import sundown.local.google.StandInGoogle;
import sundown.local.lambda.FunctionRuntime;
import sundown.local.lambda.FunctionRuntime.Replaceable;
import sundown.local.reload.HotReload;
import sundown.local.reload.HotReload.ReloadResult;
import sundown.timeline.Timeline;

/**
 * {@code make run}: the local cloud with a gallery in it, left running until Ctrl-C, for people to try. With
 * {@code GOOGLE=real} it calls Google itself: transferred items then land in a real account. {@code make dev} adds live
 * changes of the functions' source.
 */
public final class Run {
    private static final String RELOAD = "reload";

    /** The group that has ended when the cloud begins. */
    private static final String ENDED = "2";

    private final Settings settings;
    private final boolean reload;
    private final PrintStream out;
    private final Stages stages;
    private final MovableClock clock = MovableClock.system();
    private final Member member = Member.sample();

    private Run(Settings settings, boolean reload, PrintStream out) {
        this.settings = settings;
        this.reload = reload;
        this.out = out;
        this.stages = new Stages(out, Clock.systemUTC());
    }

    /**
     * Takes its settings from the environment: GALLERY, PORT, RUNTIME, DEBUG_FUNCTION, CLOUD, STACK, and GOOGLE with
     * its client.
     */
    public static void main(String[] arguments) {
        boolean reload = Arrays.asList(arguments).contains(RELOAD);
        Program.execute(() -> new Run(Settings.of(System.getenv()), reload, System.out).run());
    }

    private boolean run() throws Exception {
        if (reload && settings.nativeRuntime()) {
            throw new IllegalArgumentException("Changes are live only on the JVM: leave RUNTIME=native out.");
        }
        if (settings.google().isPresent()) {
            return run(GoogleSide.real(settings.google().get()), Optional.empty());
        }
        try (StandInGoogle google = stages.run("stand-in for Google", () -> StandIn.start(clock))) {
            return run(StandIn.side(google), Optional.of(google));
        }
    }

    private boolean run(GoogleSide google, Optional<StandInGoogle> standIn) throws Exception {
        Gallery gallery = Gallery.of(settings.folder());
        Replaceable functions = new Replaceable(new AtomicReference<>(Artifacts.functions(settings.nativeRuntime())));
        boolean lived = settings.folder().isEmpty() && settings.cloud().isEmpty();
        Optional<String> ended = Optional.of(ENDED).filter(_ -> lived);
        try (LocalCloud cloud =
                LocalCloud.start(google, functions, settings, member.user().group(), ended, clock, stages)) {
            cloud.onLoss(Program::abort);
            stages.run(
                    "a member with a gallery of " + gallery.items().size() + " items",
                    () -> cloud.enrol(member, gallery));
            Operators operators = new Operators(cloud, clock, out);
            Timeline timeline = stages.run("the timeline", operators::publishTimeline);
            if (lived) {
                stages.run("some hundred other users", () -> cloud.populate(timeline));
            }
            cloud.startSchedules();
            out.println();
            out.println("The page for users is at " + cloud.api() + "/ (sign in as "
                    + member.user().userId() + ")");
            out.println("The console for operators is at " + cloud.console()
                    + "/ (sign in as ada, grace, linus, mary or guest)");
            out.println("The clock is at " + cloud.api()
                    + "/local/clock (move it in the browser, to the next date for example)");
            Instructions instructions = new Instructions(cloud.api(), cloud.signIn(), member.user());
            try (ConsentListener consent = new ConsentListener(google, code -> out.println(instructions.start(code)))) {
                out.println("Press Enter for the other addresses, and for what app developers and operators can call;"
                        + " Ctrl-C stops everything.");
                onRequest(() -> {
                    tellAddresses(cloud, standIn);
                    tell(instructions, cloud, consent);
                });
                if (reload) {
                    out.println();
                    HotReload changes = stages.run("compiler and packaging", () -> hotReload(functions, cloud));
                    new ReloadLoop(changes, out, Clock.systemUTC()).run();
                } else {
                    new CountDownLatch(1).await();
                }
            }
        }
        return true;
    }

    /** Does something when Enter is pressed, or at once where nobody can press it. */
    private static void onRequest(Runnable told) {
        Thread.ofVirtual().start(() -> {
            boolean _ = new Scanner(System.in, StandardCharsets.UTF_8).hasNextLine();
            told.run();
        });
    }

    private void tellAddresses(LocalCloud cloud, Optional<StandInGoogle> standIn) {
        standIn.ifPresent(started -> out.println("The stand-in for Google is at " + started.httpUri()));
        out.println("The stand-in for Stripe is at " + cloud.stripe().uri());
        out.println("The stand-in for Google Play is at " + cloud.play().uri());
        out.println("The events that Sundown publishes are " + cloud.events());
        out.println("The mails to users are " + cloud.mails());
        settings.debugged()
                .ifPresent(function -> out.println("The ports of " + function + " for a debugger are in "
                        + LocalCloud.LOG + ", a line for each instance"));
    }

    private void tell(Instructions instructions, LocalCloud cloud, ConsentListener consent) {
        out.println(instructions.beforeTheStart(consent.address()));
        if (settings.google().isEmpty()) {
            StandInUser googleUser = new StandInUser(HttpClient.newHttpClient(), StandIn.EMAIL);
            out.println(instructions.consentWithoutBrowser(consent.ask(), googleUser));
        }
        out.println(instructions.forOperators(cloud.staffSignIn()));
    }

    private static HotReload hotReload(Replaceable functions, LocalCloud cloud) throws Exception {
        return new HotReload(Path.of("").toAbsolutePath(), jar -> {
            functions.current().set(FunctionRuntime.Jvm.of(jar));
            cloud.dropOldCode();
        });
    }

    /** Watches the sources of a local cloud until it is interrupted, and tells what became of each change. */
    record ReloadLoop(HotReload reload, PrintStream out, InstantSource clock) {
        private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

        void run() throws InterruptedException, IOException {
            out.println("Watching src/main/java: save a file to make the change live.");
            try (reload) {
                while (true) {
                    Instant start = clock.instant();
                    switch (reload.look()) {
                        case ReloadResult.Unchanged ignored -> {}
                        case ReloadResult.Live live ->
                            out.println(names(live) + ": live after " + seconds(start) + " s");
                        case ReloadResult.Broken broken ->
                            out.println(
                                    "The change does not compile; the code before it stays live.\n" + broken.errors());
                    }
                    Thread.sleep(BETWEEN_LOOKS);
                }
            }
        }

        private static String names(ReloadResult.Live live) {
            return live.files().stream()
                    .map(Path::getFileName)
                    .map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining(", "));
        }

        private String seconds(Instant start) {
            return Quantity.decimal(Duration.between(start, clock.instant()).toMillis() / 1000.0, 1);
        }
    }
}
