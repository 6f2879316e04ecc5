package sundown.simulation.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import sundown.digest.Sha1;
import sundown.gallery.GalleryBytes;
import sundown.gallery.ObjectKey;
import sundown.media.MediaType;
import sundown.runtime.Records;
import sundown.simulation.run.Scale;
import sundown.transfer.Answer;
import sundown.transfer.LibraryAccess;
import sundown.transfer.LibraryAccess.RoomAnswer;
import sundown.transfer.LibraryAlbum;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.Body;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.Room;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/** Ports that show small things as large ones, see {@link Scale}. */
public final class Magnifier {
    private Magnifier() {}

    /** Shows small accounts as large ones, see {@link Scale}. */
    public record MagnifiedAccess(LibraryAccess real) {
        public RoomAnswer room(AccessToken access) {
            return switch (real.room(access)) {
                case RoomAnswer.Known known -> new RoomAnswer.Known(magnified(known.room()));
                case RoomAnswer.NotKnown unknown -> unknown;
            };
        }

        private static Room magnified(Room room) {
            return switch (room) {
                case Room.Unlimited unlimited -> unlimited;
                case Room.Limited limited ->
                    new Room.Limited(Scale.magnified(limited.limit()), Scale.magnified(limited.used()));
            };
        }
    }

    /** Shows small objects as large ones, see {@link Scale}; a reader finds the few bytes that there are. */
    public record MagnifiedBytes(GalleryBytes real) implements GalleryBytes {
        private boolean isRealFile(ObjectKey key) {
            try {
                return MediaType.of("", real.read(key, 0, MediaType.FIRST_BYTES))
                        .isPresent();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public Opened open(ObjectKey key, long offset, long length) {
            if (isRealFile(key)) {
                return real.open(key, offset, length);
            }
            return switch (real.open(key, Scale.reduced(offset), Scale.reduced(length))) {
                case Opened.Gone gone -> gone;
                case Opened.Found found -> new Opened.Found(found.stream(), Scale.magnified(found.bytes()));
            };
        }
    }

    /**
     * Shows albums as nearly full, so that they continue as the next one after few items.
     *
     * @param more how many items more they seem to have once they have any
     */
    public record MagnifiedAlbums(TransferStore real, long more) {
        public Optional<LibraryAlbum> findAlbum(Transfer transfer, String title) {
            return real.findAlbum(transfer, title)
                    .map(album -> album.items() == 0 ? album : Records.with(album, "items", album.items() + more));
        }

        public void saveAlbum(Transfer transfer, LibraryAlbum album) {
            long items = album.items() > more ? album.items() - more : album.items();
            real.saveAlbum(transfer, Records.with(album, "items", items));
        }
    }

    /** Lets a library that takes small items take large ones, see {@link Scale}. */
    public record MagnifiedLibrary(PhotoLibrary real) {
        public Answer.UploadAnswer upload(AccessToken access, MediaType type, Optional<Sha1> digest, Body body) {
            return real.upload(access, type, digest, reduced(body));
        }

        public Answer.SessionAnswer open(AccessToken access, MediaType type, long bytes) {
            Answer.SessionAnswer answer = real.open(access, type, Scale.reduced(bytes));
            return answer instanceof Answer.SessionOpened opened
                    ? new Answer.SessionOpened(magnified(opened.session()))
                    : answer;
        }

        public Answer.ChunkAnswer send(
                AccessToken access, UploadSession session, long offset, boolean last, Body chunk) {
            return magnified(real.send(access, reduced(session), Scale.reduced(offset), last, reduced(chunk)));
        }

        public Answer.ChunkAnswer received(AccessToken access, UploadSession session) {
            return magnified(real.received(access, reduced(session)));
        }

        private static Answer.ChunkAnswer magnified(Answer.ChunkAnswer answer) {
            return answer instanceof Answer.Received received
                    ? new Answer.Received(Scale.magnified(received.bytes()))
                    : answer;
        }

        private static UploadSession magnified(UploadSession session) {
            return new UploadSession(session.address(), Scale.magnified(session.granularity()));
        }

        private static UploadSession reduced(UploadSession session) {
            return new UploadSession(session.address(), Scale.reduced(session.granularity()));
        }

        private static Body reduced(Body body) {
            return new Body(body.stream(), Scale.reduced(body.bytes()));
        }
    }
}
