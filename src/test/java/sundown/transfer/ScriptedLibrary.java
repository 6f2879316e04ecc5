package sundown.transfer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import sundown.digest.Sha1;
import sundown.media.MediaType;
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.PhotoLibrary.UploadSession;

/**
 * A library with scripted answers for each kind of request. Without one, another library answers. Records its requests.
 * Safe for use by several threads.
 */
final class ScriptedLibrary implements PhotoLibrary {
    private final PhotoLibrary otherwise;
    private final Queue<Answer.UploadAnswer> uploads = new ArrayDeque<>();
    private final Queue<Answer.SessionAnswer> sessions = new ArrayDeque<>();
    private final Queue<Answer.ChunkAnswer> chunks = new ArrayDeque<>();
    private final Queue<Answer.ChunkAnswer> positions = new ArrayDeque<>();
    private final Queue<Answer.CreateAnswer> creations = new ArrayDeque<>();
    private final Queue<Answer.AlbumAnswer> albums = new ArrayDeque<>();
    private final Queue<Answer.AdditionAnswer> additions = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> names = Collections.synchronizedList(new ArrayList<>());
    private Runnable beforeEach = () -> {};
    private volatile Runnable duringCreation = () -> {};

    ScriptedLibrary(PhotoLibrary otherwise) {
        this.otherwise = otherwise;
    }

    synchronized void uploadWith(Answer.UploadAnswer answer) {
        uploads.add(answer);
    }

    synchronized void openWith(Answer.SessionAnswer answer) {
        sessions.add(answer);
    }

    synchronized void sendWith(Answer.ChunkAnswer answer) {
        chunks.add(answer);
    }

    synchronized void receivedWith(Answer.ChunkAnswer answer) {
        positions.add(answer);
    }

    synchronized void createWith(Answer.CreateAnswer answer) {
        creations.add(answer);
    }

    synchronized void createAlbumWith(Answer.AlbumAnswer answer) {
        albums.add(answer);
    }

    synchronized void addWith(Answer.AdditionAnswer answer) {
        additions.add(answer);
    }

    /** Runs an action just before each request. */
    synchronized void beforeEach(Runnable action) {
        beforeEach = action;
    }

    /** Runs an action while a creation is under way; other requests go on. */
    void duringCreation(Runnable action) {
        duringCreation = action;
    }

    /** The requests: {@code upload 10}, {@code send 0+10 last}, {@code create 3 in album-1} and so on. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** The names under which items were created. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** Those that sent an item whole. */
    List<String> uploads() {
        return requests().stream()
                .filter(request -> request.startsWith("upload"))
                .toList();
    }

    @Override
    public Answer.UploadAnswer upload(AccessToken access, MediaType type, Optional<Sha1> digest, Body body) {
        return next("upload " + body.bytes(), uploads).orElseGet(() -> otherwise.upload(access, type, digest, body));
    }

    @Override
    public Answer.SessionAnswer open(AccessToken access, MediaType type, long bytes) {
        return next("open " + bytes, sessions).orElseGet(() -> otherwise.open(access, type, bytes));
    }

    @Override
    public Answer.ChunkAnswer send(AccessToken access, UploadSession session, long offset, boolean last, Body chunk) {
        return next("send " + offset + "+" + chunk.bytes() + (last ? " last" : ""), chunks)
                .orElseGet(() -> otherwise.send(access, session, offset, last, chunk));
    }

    @Override
    public Answer.ChunkAnswer received(AccessToken access, UploadSession session) {
        return next("received", positions).orElseGet(() -> otherwise.received(access, session));
    }

    @Override
    public Answer.CreateAnswer create(AccessToken access, Optional<AlbumId> album, List<NewItem> items) {
        String place = album.map(id -> " in " + id.value()).orElse("");
        Optional<Answer.CreateAnswer> scripted = next("create " + items.size() + place, creations);
        duringCreation.run();
        items.stream().map(NewItem::fileName).forEach(names::add);
        return scripted.orElseGet(() -> otherwise.create(access, album, items));
    }

    @Override
    public Answer.AlbumAnswer createAlbum(AccessToken access, String title) {
        return next("album " + title, albums).orElseGet(() -> otherwise.createAlbum(access, title));
    }

    @Override
    public Answer.AdditionAnswer add(AccessToken access, AlbumId album, List<MediaItemId> items) {
        return next("add " + items.size() + " to " + album.value(), additions)
                .orElseGet(() -> otherwise.add(access, album, items));
    }

    private synchronized <A> Optional<A> next(String request, Queue<A> script) {
        requests.add(request);
        beforeEach.run();
        return Optional.ofNullable(script.poll());
    }
}
