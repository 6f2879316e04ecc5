package sundown.local.demo;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import sundown.local.clock.MovableClock;
import sundown.local.command.Program;
import sundown.local.command.Stages;
import sundown.local.demo.cloud.Artifacts;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalUser.Member;
import sundown.local.demo.cloud.ObjectsFolder;
import sundown.local.demo.cloud.Operators;
import sundown.local.demo.cloud.Settings;
import sundown.local.demo.cloud.StandIn;
import sundown.local.demo.gallery.Gallery;
import sundown.local.google.StandInGoogle;

/**
 * {@code make demo}: takes a group through its whole life, over HTTP as the app does. It transfers a gallery to the
 * stand-in Google, shows the refund of the last fee, downloads the gallery as archives and opens them, moves the clock
 * to the refund date, where a member who did nothing gets the fee back, and purges the group except for that member,
 * who is under hold. The figures go to {@code target/demo.json}. The exit code is 0 only if every item is accounted
 * for, each fee went back once, Google and the archives hold the right bytes, albums have their items and nothing that
 * is private, and only what is under hold is left.
 */
public final class Demo {
    private static final int KEPT = 12;

    private final Settings settings;
    private final PrintStream out;
    private final MovableClock clock;

    private Demo(Settings settings, PrintStream out, MovableClock clock) {
        this.settings = settings;
        this.out = out;
        this.clock = clock;
    }

    /** Takes its settings from the environment: GALLERY, TROUBLE, KEEP, RUNTIME, CLOUD, and STACK. */
    public static void main(String[] arguments) {
        Program.execute(() -> new Demo(Settings.of(System.getenv()), System.out, MovableClock.system()).run());
    }

    private boolean run() throws Exception {
        settings.requireMovableClock();
        Gallery gallery = Gallery.of(settings.folder());
        Stages stages = new Stages(out, Clock.systemUTC());
        try (ObjectsFolder held = ObjectsFolder.create(LocalCloud.LOG.resolveSibling("google"));
                StandInGoogle google = StandIn.start(clock, held.path());
                LocalCloud cloud = LocalCloud.start(
                        StandIn.side(google),
                        Artifacts.functions(settings.nativeRuntime()),
                        settings.onAnyPort().inStack(freshStack()),
                        Member.sample().user().group(),
                        clock,
                        stages)) {
            Member owner = Member.sample();
            Member other = Member.other();
            Gallery kept = gallery.first(KEPT);
            cloud.onLoss(Program::abort);
            stages.run(
                    "a member with a gallery of " + gallery.items().size() + " items",
                    () -> cloud.enrol(owner, gallery));
            stages.run("a member with " + kept.items().size() + " items", () -> cloud.enrol(other, kept));
            for (Member payer : List.of(Member.early(), Member.onPlay(), Member.atApple())) {
                stages.run("a member without photos", () -> cloud.enrol(payer, gallery.first(0)));
            }
            cloud.removeAddress(other.user());
            Operators operators = new Operators(cloud, clock, out);
            stages.run("the timeline", operators::publishTimeline);
            cloud.startSchedules();
            out.println("The local cloud is up at " + cloud.api());
            boolean holds =
                    new Demonstration(google, cloud, settings, out, clock, stages).takeOut(owner, gallery, other, kept);
            if (settings.keep()) {
                out.println("The cloud stays up, and Google at " + google.httpUri() + ".");
                out.println(
                        new Instructions(cloud.api(), cloud.signIn(), owner.user()).afterTheEnd(cloud.staffSignIn()));
                new CountDownLatch(1).await();
            }
            return holds;
        }
    }

    /** A group is purged once, and a cloud that already runs still has that of the demonstration before. */
    private String freshStack() {
        return "sundown-demo-" + clock.instant().getEpochSecond();
    }
}
