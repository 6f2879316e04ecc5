package sundown.transfer;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import sundown.digest.Sha1;
import sundown.gallery.Digests;
import sundown.media.MediaType;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;

/**
 * A photo library in memory. It verifies digests, forgets upload tokens after a day and uploads in chunks after a week,
 * recognizes duplicates, and respects the room of an account. It keeps only the digests of bytes. Safe for use by
 * several threads.
 */
public final class InMemoryPhotoLibrary implements PhotoLibrary {
    /** The beginning of a file that is neither a photo nor a video to this library. */
    public static final String TEXT = "This is no picture";

    /** Every chunk except the last is a multiple of so many bytes. */
    public static final long GRANULARITY = 4;

    /** The answer to an expired token. The next refresh replaces it, or reports that consent is gone. */
    private static final Answer.Retry REFRESH_FIRST = new Answer.Retry();

    private static final Duration TOKEN_LIFE = Duration.ofDays(1);
    private static final Duration SESSION_LIFE = Duration.ofDays(7);

    private final InMemoryLibraryAccess access;
    private final LibraryAccounts accounts;
    private final Clock clock;
    private final Map<String, Upload> uploads = new HashMap<>();
    private final Map<UploadToken, Answer.Done> created = new HashMap<>();
    private final Map<URI, Session> sessions = new HashMap<>();
    private final Set<String> creating = ConcurrentHashMap.newKeySet();
    private int names;

    private record Upload(
            UploadToken token, LibraryAccount account, Sha1 digest, long bytes, boolean text, Instant at) {}

    private static final class Session {
        private final long bytes;
        private final Instant at;
        private final MessageDigest digest = Sha1.begin();
        private boolean text;
        private long received;

        private Session(long bytes, Instant at) {
            this.bytes = bytes;
            this.at = at;
        }
    }

    public InMemoryPhotoLibrary(InMemoryLibraryAccess access, Clock clock) {
        this.access = access;
        this.accounts = access.accounts;
        this.clock = clock;
    }

    @Override
    public Answer.UploadAnswer upload(AccessToken token, MediaType type, Optional<Sha1> digest, Body body) {
        return as(token, REFRESH_FIRST, account -> {
            Optional<byte[]> bytes = read(body);
            if (bytes.isEmpty()) {
                return new Answer.Retry();
            }
            Sha1 actual = Digests.sha1(bytes.get());
            return digest.orElse(actual).equals(actual)
                    ? uploaded(account, actual, body.bytes(), isText(bytes.get()))
                    : new Answer.ItemRefused(FailureReason.DAMAGED);
        });
    }

    @Override
    public Answer.SessionAnswer open(AccessToken token, MediaType type, long bytes) {
        return as(token, REFRESH_FIRST, account -> open(bytes));
    }

    private synchronized Answer.SessionAnswer open(long bytes) {
        URI address = URI.create("https://library.example.com/" + name("session"));
        sessions.put(address, new Session(bytes, clock.instant()));
        return new Answer.SessionOpened(new UploadSession(address, GRANULARITY));
    }

    @Override
    public Answer.ChunkAnswer send(AccessToken token, UploadSession session, long offset, boolean last, Body chunk) {
        if (!last && chunk.bytes() % GRANULARITY != 0) {
            throw new IllegalArgumentException("a chunk has to be a multiple of the granularity");
        }
        return as(token, REFRESH_FIRST, account -> {
            Optional<byte[]> bytes = read(chunk);
            return bytes.isEmpty() ? new Answer.Retry() : append(account, session, offset, last, bytes.get());
        });
    }

    private synchronized Answer.ChunkAnswer append(
            LibraryAccount account, UploadSession session, long offset, boolean last, byte[] bytes) {
        Optional<Session> open = find(session);
        if (open.isEmpty()) {
            return new Answer.SessionGone();
        }
        Session upload = open.get();
        if (offset != upload.received || last != (offset + bytes.length == upload.bytes)) {
            return new Answer.Retry();
        }
        upload.text |= offset == 0 && isText(bytes);
        upload.digest.update(bytes);
        upload.received += bytes.length;
        if (!last) {
            return new Answer.Received(upload.received);
        }
        sessions.remove(session.address());
        return uploaded(account, Sha1.of(upload.digest.digest()), upload.bytes, upload.text);
    }

    @Override
    public Answer.ChunkAnswer received(AccessToken token, UploadSession session) {
        return as(token, REFRESH_FIRST, account -> received(session));
    }

    private synchronized Answer.ChunkAnswer received(UploadSession session) {
        return find(session)
                .<Answer.ChunkAnswer>map(open -> new Answer.Received(open.received))
                .orElseGet(Answer.SessionGone::new);
    }

    @Override
    public Answer.CreateAnswer create(AccessToken token, List<NewItem> items) {
        if (items.isEmpty() || items.size() > Batch.ITEMS_MAX) {
            throw new IllegalArgumentException("a batch has 1 to " + Batch.ITEMS_MAX + " items");
        }
        return as(token, REFRESH_FIRST, account -> alone(account, items));
    }

    private Answer.CreateAnswer alone(LibraryAccount account, List<NewItem> items) {
        if (!creating.add(account.id())) {
            return new Answer.WaitFor(Duration.ofSeconds(30));
        }
        try {
            return create(account, items);
        } finally {
            creating.remove(account.id());
        }
    }

    /** A batch without room creates nothing. */
    private synchronized Answer.CreateAnswer create(LibraryAccount account, List<NewItem> items) {
        List<Optional<Upload>> found =
                items.stream().map(item -> usable(account, item.token())).toList();
        return accounts.room(account).holds(newBytes(account, found))
                ? new Answer.Created(
                        found.stream().map(upload -> element(account, upload)).toList())
                : new Answer.OutOfRoom();
    }

    /** The bytes that the batch would add, without duplicates. */
    private long newBytes(LibraryAccount account, List<Optional<Upload>> uploads) {
        Map<Sha1, Long> bytes = new HashMap<>();
        uploads.stream()
                .flatMap(Optional::stream)
                .filter(upload -> !upload.text() && !accounts.holds(account, upload.digest()))
                .forEach(upload -> bytes.put(upload.digest(), upload.bytes()));
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A token that created an item is answered with it again. */
    private Answer.ElementAnswer element(LibraryAccount account, Optional<Upload> found) {
        if (found.isEmpty()) {
            return new Answer.TokenGone();
        }
        Upload upload = found.get();
        if (upload.text()) {
            return new Answer.ItemRefused(FailureReason.NOT_A_PHOTO_OR_VIDEO);
        }
        if (created.containsKey(upload.token())) {
            return created.get(upload.token());
        }
        if (accounts.holds(account, upload.digest())) {
            return new Answer.Duplicate();
        }
        accounts.add(account, upload.digest(), upload.bytes());
        Answer.Done done = new Answer.Done(new Answer.MediaItemId(name("item")));
        created.put(upload.token(), done);
        return done;
    }

    private Optional<Upload> usable(LibraryAccount account, UploadToken token) {
        return Optional.ofNullable(uploads.get(token.value()))
                .filter(upload -> upload.account().is(account))
                .filter(upload -> clock.instant().isBefore(upload.at().plus(TOKEN_LIFE)));
    }

    private Optional<Session> find(UploadSession session) {
        return Optional.ofNullable(sessions.get(session.address()))
                .filter(open -> clock.instant().isBefore(open.at.plus(SESSION_LIFE)));
    }

    private synchronized Answer.Uploaded uploaded(LibraryAccount account, Sha1 digest, long bytes, boolean text) {
        UploadToken token = new UploadToken(name("token"), clock.instant());
        uploads.put(token.value(), new Upload(token, account, digest, bytes, text, clock.instant()));
        return new Answer.Uploaded(token);
    }

    private <A> A as(AccessToken token, A otherwise, Function<LibraryAccount, A> call) {
        return access.accountOf(token).map(call).orElse(otherwise);
    }

    private static Optional<byte[]> read(Body body) {
        try {
            byte[] bytes = body.stream().readNBytes(Math.toIntExact(body.bytes()));
            return bytes.length == body.bytes() ? Optional.of(bytes) : Optional.empty();
        } catch (IOException brokenOff) {
            return Optional.empty();
        }
    }

    private static boolean isText(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).startsWith(TEXT);
    }

    private synchronized String name(String kind) {
        names++;
        return kind + "-" + names;
    }
}
