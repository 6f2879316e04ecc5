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
import java.util.function.Supplier;
import sundown.digest.Sha1;
import sundown.gallery.Digests;
import sundown.media.MediaType;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;

/**
 * A photo library in memory. It verifies digests, forgets upload tokens after a day and uploads in chunks after a week,
 * recognizes duplicates, and respects the room of an account and of an album. It keeps only the digests of bytes. Safe
 * for use by several threads.
 */
public final class InMemoryPhotoLibrary implements PhotoLibrary {
    /** The beginning of a file that is neither a photo nor a video to this library. */
    public static final String TEXT = "This is no picture";

    /** Every chunk except the last is a multiple of so many bytes. */
    public static final long GRANULARITY = 4;

    /** The answer to an expired token. The next refresh replaces it, or reports that consent is gone. */
    private static final Answer.Retry REFRESH_FIRST = new Answer.Retry();

    private static final Answer.WaitFor ONE_AT_A_TIME = new Answer.WaitFor(Duration.ofSeconds(30));
    private static final Answer.GiveUp FORBIDDEN = new Answer.GiveUp("FORBIDDEN");
    private static final int ALBUM_ITEMS_MAX = 20_000;
    private static final Duration TOKEN_LIFE = Duration.ofDays(1);
    private static final Duration SESSION_LIFE = Duration.ofDays(7);

    private final InMemoryLibraryAccess access;
    private final LibraryAccounts accounts;
    private final Clock clock;
    private final Map<String, Upload> uploads = new HashMap<>();
    private final Map<UploadToken, Answer.Done> created = new HashMap<>();
    private final Map<URI, Session> sessions = new HashMap<>();
    private final InMemoryAlbums albums;
    private final Set<String> writing = ConcurrentHashMap.newKeySet();
    private int names;
    private volatile boolean takingTexts;

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
        this(access, clock, ALBUM_ITEMS_MAX);
    }

    /** A library in which an album holds so many items. */
    public InMemoryPhotoLibrary(InMemoryLibraryAccess access, Clock clock, int albumItemsMax) {
        this.access = access;
        this.accounts = access.accounts;
        this.clock = clock;
        this.albums = new InMemoryAlbums(albumItemsMax);
    }

    /** From now on, the library takes what does not begin like a picture. */
    void takeTexts() {
        takingTexts = true;
    }

    /** The albums that an account has, in the order in which they were created. */
    public synchronized List<HeldAlbum> albums(LibraryAccount account) {
        return albums.held(account);
    }

    @Override
    public Answer.UploadAnswer upload(AccessToken token, MediaType type, Optional<Sha1> digest, Body body) {
        return as(token, REFRESH_FIRST, account -> {
            if (accounts.forbids(account)) {
                return FORBIDDEN;
            }
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
        return as(token, REFRESH_FIRST, account -> accounts.forbids(account) ? FORBIDDEN : open(bytes));
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
    public Answer.CreateAnswer create(AccessToken token, Optional<AlbumId> album, List<NewItem> items) {
        requireBatch(items);
        return as(token, REFRESH_FIRST, account -> alone(account, ONE_AT_A_TIME, () -> create(account, album, items)));
    }

    /** A batch without room, in the account or in the album, creates nothing. */
    private synchronized Answer.CreateAnswer create(
            LibraryAccount account, Optional<AlbumId> album, List<NewItem> items) {
        List<Optional<Upload>> found =
                items.stream().map(item -> usable(account, item.token())).toList();
        if (!accounts.room(account).holds(newBytes(account, found))) {
            return new Answer.OutOfRoom();
        }
        if (album.isPresent() && !albums.takes(account, album.get(), digests(found))) {
            return new Answer.AlbumRefused();
        }
        List<Answer.ElementAnswer> elements =
                found.stream().map(upload -> element(account, upload)).toList();
        album.ifPresent(id -> elements.stream()
                .filter(Answer.Done.class::isInstance)
                .map(Answer.Done.class::cast)
                .forEach(done -> albums.append(id, done.mediaItem())));
        return new Answer.Created(elements);
    }

    private static List<Sha1> digests(List<Optional<Upload>> uploads) {
        return uploads.stream()
                .flatMap(Optional::stream)
                .filter(upload -> !upload.text())
                .map(Upload::digest)
                .toList();
    }

    @Override
    public Answer.AlbumAnswer createAlbum(AccessToken token, String title) {
        if (title.isBlank()) {
            throw new IllegalArgumentException("an album has a title");
        }
        return as(
                token,
                REFRESH_FIRST,
                account -> accounts.forbids(account)
                        ? new Answer.NoLibrary()
                        : alone(account, ONE_AT_A_TIME, () -> createAlbum(account, title)));
    }

    private synchronized Answer.AlbumAnswer createAlbum(LibraryAccount account, String title) {
        AlbumId id = new AlbumId(name("album"));
        albums.create(id, account, title);
        return new Answer.AlbumCreated(id);
    }

    @Override
    public Answer.AdditionAnswer add(AccessToken token, AlbumId album, List<Answer.MediaItemId> items) {
        requireBatch(items);
        return as(token, REFRESH_FIRST, account -> alone(account, ONE_AT_A_TIME, () -> add(account, album, items)));
    }

    private synchronized Answer.AdditionAnswer add(
            LibraryAccount account, AlbumId album, List<Answer.MediaItemId> items) {
        return albums.add(account, album, items) ? new Answer.Added() : new Answer.AlbumRefused();
    }

    private static void requireBatch(List<?> items) {
        if (items.isEmpty() || items.size() > Batch.ITEMS_MAX) {
            throw new IllegalArgumentException("a batch has 1 to " + Batch.ITEMS_MAX + " items");
        }
    }

    private <A> A alone(LibraryAccount account, A otherwise, Supplier<A> write) {
        if (!writing.add(account.id())) {
            return otherwise;
        }
        try {
            return write.get();
        } finally {
            writing.remove(account.id());
        }
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
        if (upload.text() && !takingTexts) {
            return new Answer.ItemRefused(FailureReason.NOT_A_PHOTO_OR_VIDEO);
        }
        if (created.containsKey(upload.token())) {
            return created.get(upload.token());
        }
        if (accounts.holds(account, upload.digest())) {
            return new Answer.Duplicate();
        }
        accounts.add(account, upload.digest(), upload.bytes());
        Answer.MediaItemId id = new Answer.MediaItemId(name("item"));
        Answer.Done done = new Answer.Done(id, Optional.of(id.usualLink()));
        created.put(upload.token(), done);
        albums.own(account, done.mediaItem(), upload.digest());
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
