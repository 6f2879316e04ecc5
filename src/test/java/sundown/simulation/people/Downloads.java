package sundown.simulation.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.ArchiveState;
import sundown.secret.Secret;
import sundown.simulation.cloud.ArchiveCloud;
import sundown.simulation.cloud.Gallery;
import sundown.simulation.invariant.ArchiveBooks;
import sundown.simulation.invariant.StoredVolumes;
import sundown.simulation.port.ArchiveWatch.WatchedStorage;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** What a user was given to download with, and what comes of it: now, or when it should not work any more. */
public final class Downloads {
    /** Two clocks differ by so much at most. */
    private static final Duration MOST_SKEW = Duration.ofSeconds(8);

    /** Of so many downloaded volumes one is opened. */
    private static final int OPENED = 60;

    private final ArchiveCloud cloud;
    private final Surroundings around;
    private final Function<UserId, Gallery> galleries;
    private final List<Link> links = new ArrayList<>();

    public Downloads(ArchiveCloud cloud, Surroundings around, Function<UserId, Gallery> galleries) {
        this.cloud = cloud;
        this.around = around;
        this.galleries = galleries;
    }

    /** A link to a volume, with what was said of it. */
    private record Link(
            ArchiveBooks.Book book, URI address, long bytes, String sha256, String password, Instant endsAt) {}

    /** The archive of a view. */
    ArchiveBooks.Book book(JsonNode view) {
        return cloud.books.of(new ArchiveId(view.path("id").textValue()));
    }

    /** Takes what a view gives. */
    void given(JsonNode view) {
        JsonNode download = view.path("download");
        if (!download.isObject()) {
            return;
        }
        ArchiveBooks.Book book = book(view);
        checkPassword(book, download);
        Instant endsAt = Instant.parse(download.path("linksEndAt").textValue());
        Violation.unless(!endsAt.isAfter(book.end().plusSeconds(1)), "no link lives past the end", endsAt);
        int volumes = view.at("/progress/volumes").intValue();
        Violation.unless(download.path("volumes").size() == volumes, "every volume has a link", view.path("progress"));
        for (JsonNode volume : download.path("volumes")) {
            links.add(new Link(
                    book,
                    URI.create(volume.path("link").textValue()),
                    volume.path("bytes").longValue(),
                    volume.path("sha256").textValue(),
                    download.path(volume.path("private").booleanValue() ? "privatePassword" : "password")
                            .textValue(),
                    endsAt));
            checkConfirmed(book, volume);
        }
    }

    /** The user may have ended it since. */
    private void checkPassword(ArchiveBooks.Book book, JsonNode download) {
        current(book)
                .ifPresent(archive -> Violation.unless(
                        cloud.stored
                                .password(archive)
                                .reveal()
                                .equals(download.path("password").textValue()),
                        "the password is the archive's",
                        archive.id()));
    }

    private static void checkConfirmed(ArchiveBooks.Book book, JsonNode volume) {
        int number = volume.path("number").intValue();
        Violation.unless(
                !volume.path("downloaded").booleanValue() || book.confirmed().contains(number),
                "nothing is said to have arrived that was not confirmed",
                number);
    }

    private Optional<Archive> current(ArchiveBooks.Book book) {
        return cloud.archive(book.user())
                .filter(archive -> archive.id().equals(book.id()))
                .filter(archive -> archive.state().live());
    }

    /** True when a link made now would outlive its archive if nothing shortened its life. */
    boolean areAlmostOver(Instant end) {
        return !around.now().isBefore(end.minus(WatchedStorage.LONGEST_LINK));
    }

    /** Uses any link, a fresh or an old one. */
    void tryOne() {
        if (!links.isEmpty()) {
            use(around.chance().pick(links));
        }
    }

    /** Uses all links of the view that came last. */
    void tryAll() {
        if (!links.isEmpty()) {
            Link last = links.getLast();
            links.stream().filter(link -> link.endsAt().equals(last.endsAt())).forEach(this::use);
        }
    }

    private void use(Link link) {
        Optional<byte[]> bytes = cloud.bucket.download(link.address(), around.now());
        around.count(bytes.isPresent() ? "links that worked" : "links that were over");
        bytes.ifPresentOrElse(volume -> checkGiven(link, volume), () -> checkRefused(link));
    }

    private void checkGiven(Link link, byte[] volume) {
        boolean inTime = around.now().isBefore(link.book().end().plus(MOST_SKEW));
        Violation.unless(inTime, "nothing is served past the end", link.book().id());
        boolean right =
                volume.length == link.bytes() && StoredVolumes.sha256(volume).equals(link.sha256());
        Violation.unless(right, "a download is what was said", link.book().id());
        if (around.chance().oneIn(OPENED)) {
            around.count("volumes opened by zip4j");
            StoredVolumes.opened(volume, new Secret(link.password()))
                    .forEach((path, file) -> checkOwn(link.book().user(), path, file));
        }
    }

    /** Photos lie in folders, beside them what Sundown wrote. */
    private void checkOwn(UserId user, String path, byte[] file) {
        Violation.unless(
                !path.contains("/")
                        || path.endsWith(".xmp")
                        || galleries.apply(user).everHeld(file),
                "what is in a volume was in the gallery",
                path);
    }

    private void checkRefused(Link link) {
        boolean over = !around.now().isBefore(link.endsAt().minus(MOST_SKEW));
        boolean ready = current(link.book())
                .filter(archive -> archive.state() instanceof ArchiveState.Ready)
                .isPresent();
        Violation.unless(
                over || !ready, "a link works while it is said to", link.book().id());
    }
}
