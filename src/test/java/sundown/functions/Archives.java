package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.runtime.Records;

/** Archives of an installation, as the calls of the functions make them. */
@Singleton
final class Archives {
    private final Installation sundown;
    private final Enrolment enrolment;
    private final QueuedMessages queue;

    Archives(Installation sundown) {
        this.sundown = sundown;
        this.enrolment = new Enrolment(sundown);
        this.queue = sundown.queue("ARCHIVE");
    }

    /** A user with open exports and a requested archive, which is planned. */
    UserId requested(String name, List<Photo> gallery) throws InterruptedException {
        UserId user = enrolment.user(name, TestTimeline.OPEN, gallery);
        plan(user);
        return user;
    }

    /** Has a user's archive requested and planned. */
    void plan(UserId user) throws InterruptedException {
        request(user).isJson(201);
        build(queue.take(user));
    }

    /** The same with an archive that is ready. */
    UserId ready(String name, List<Photo> gallery) throws InterruptedException {
        UserId user = requested(name, gallery);
        buildAll(user);
        return user;
    }

    /** Builds all volumes that have a message in the queue. */
    void buildAll(UserId user) throws InterruptedException {
        List<String> messages = queue.take(user);
        while (!messages.isEmpty()) {
            build(messages);
            messages = queue.take(user);
        }
    }

    private void build(List<String> messages) throws InterruptedException {
        for (String message : messages) {
            sundown.invoke("build-archive", Event.of("build-archive").withMessages(message));
        }
    }

    HttpAnswer request(UserId user) throws InterruptedException {
        return sundown.call("request-archive", Event.by(user, "request-archive"));
    }

    HttpAnswer get(UserId user) throws InterruptedException {
        return sundown.call("get-archive", Event.by(user, "get-archive"));
    }

    HttpAnswer confirm(UserId user, String volume) throws InterruptedException {
        return sundown.call(
                "confirm-download", Event.by(user, "confirm-download").with("/pathParameters/n", volume));
    }

    HttpAnswer delete(UserId user) throws InterruptedException {
        return sundown.call("delete-archive", Event.by(user, "delete-archive"));
    }

    /** What a ready archive is downloaded and opened with. */
    Download download(UserId user) throws InterruptedException {
        return new Download(get(user).isJson(200).json().required("download"));
    }

    /** The archive as it is stored. */
    Archive of(UserId user) {
        return sundown.archives().find(user).orElseThrow();
    }

    /** Makes an archive so old as if it had been asked for at another time. */
    void age(UserId user, Duration age) {
        Archive archive = of(user);
        Archive older = Records.with(archive, "createdAt", archive.createdAt().minus(age));
        assertThat(sundown.archives().save(older)).isPresent();
    }

    /** Moves a user to another region. */
    void move(UserId user, String region) {
        sundown.put("ACCOUNTS_TABLE", Map.of("userId", user.value(), "region", region));
    }
}
