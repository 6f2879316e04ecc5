package sundown.local.demo;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.util.concurrent.CountDownLatch;
import sundown.local.clock.MovableClock;
import sundown.local.command.Program;
import sundown.local.google.StandInGoogle;

/**
 * {@code make run}: one machine's cloud with a gallery in it, left running until Ctrl-C, for people to try. With
 * {@code GOOGLE=real} it speaks to Google itself: what is transferred then lands in a real account.
 */
public final class Run {
    private final Settings settings;
    private final PrintStream out;
    private final MovableClock clock;
    private final Member member = Member.sample();

    private Run(Settings settings, PrintStream out, MovableClock clock) {
        this.settings = settings;
        this.out = out;
        this.clock = clock;
    }

    /** Takes its settings from the environment: GALLERY, PORT, RUNTIME, and GOOGLE with its client. */
    public static void main(String[] arguments) {
        Program.execute(() -> new Run(Settings.of(System.getenv()), System.out, MovableClock.system()).run());
    }

    private boolean run() throws Exception {
        if (settings.google().isPresent()) {
            return run(GoogleSide.real(settings.google().get()));
        }
        try (StandInGoogle google = StandIn.start(clock)) {
            out.println("The stand-in for Google is at " + google.httpUri());
            return run(StandIn.side(google));
        }
    }

    private boolean run(GoogleSide google) throws Exception {
        Gallery gallery = Galleries.of(settings.folder());
        try (LocalCloud cloud = LocalCloud.start(
                google, Artifacts.functions(settings.nativeRuntime()), settings.port(), settings.volumes(), clock)) {
            out.println("The stand-in for Stripe is at " + cloud.stripe().uri());
            out.println("What users and operators are told of, as events: " + cloud.events());
            out.println("Putting " + gallery.items().size() + " items into the gallery");
            new Enrolment(cloud, clock).enrol(member, gallery);
            cloud.startSchedules();
            Instructions instructions = new Instructions(cloud.api(), cloud.signIn(), member.user());
            try (ConsentListener consent = new ConsentListener(google, code -> out.println(instructions.start(code)))) {
                out.println(instructions.beforeTheStart(consent.address()));
                out.println(instructions.forOperators(cloud.objects(), cloud.variable("AUDIT_BUCKET")));
                if (settings.google().isEmpty()) {
                    StandInUser googleUser = new StandInUser(HttpClient.newHttpClient(), StandIn.EMAIL);
                    out.println(instructions.consentWithoutBrowser(consent.ask(), googleUser));
                }
                new CountDownLatch(1).await();
            }
        }
        return true;
    }
}
