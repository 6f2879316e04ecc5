package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Singleton;
import java.util.List;
import sundown.account.UserId;

/** Users of an installation with accounts at its Google. */
@Singleton
final class Users {
    private final Installation sundown;
    private final TestGoogle google;
    private final Enrolment enrolment;

    Users(Installation sundown, TestGoogle google) {
        this.sundown = sundown;
        this.google = google;
        this.enrolment = new Enrolment(sundown);
    }

    /** The address of a user's Google account. */
    static String emailOf(UserId user) {
        return user + "@example.com";
    }

    /** A user with open exports, and an account at Google without a limit. */
    UserId enrolled(String name, List<Photo> gallery) {
        UserId user = enrolment.user(name, TestTimeline.OPEN, gallery);
        google.account(emailOf(user));
        return user;
    }

    /** The same with a transfer that has started for the first time. */
    UserId started(String name, List<Photo> gallery) throws InterruptedException {
        UserId user = enrolled(name, gallery);
        start(user);
        return user;
    }

    /** Starts a user's transfer: its gallery is counted, and its first batch is next. */
    void start(UserId user) throws InterruptedException {
        request(user);
        handle("count-gallery", sundown.queue("INVENTORY").take(user));
        handle("transfer-batch", sundown.queue("TRANSFER").take(user));
    }

    /** Asks for a user's transfer, and leaves its messages to who takes them. */
    void request(UserId user) throws InterruptedException {
        sundown.call("start-transfer", Event.by(user, "start-transfer").body(google.consent(emailOf(user))))
                .isJson(201);
    }

    private void handle(String function, List<String> messages) throws InterruptedException {
        assertThat(sundown.work(function, messages)).isEmpty();
    }
}
