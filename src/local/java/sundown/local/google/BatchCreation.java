package sundown.local.google;

import com.google.photos.library.v1.proto.NewMediaItem;
import com.google.photos.library.v1.proto.NewMediaItemResult;
import io.grpc.Status.Code;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sundown.local.google.Accounts.Account;
import sundown.local.google.Gate.Effect;
import sundown.local.google.Libraries.Library;
import sundown.local.google.Libraries.MediaItem;
import sundown.local.google.Uploads.Content;
import sundown.local.google.Uploads.Upload;

/**
 * Creates media items from upload tokens, by the rules of {@code mediaItems.batchCreate}: a batch that is malformed or
 * does not fit into the account or the album creates nothing; otherwise each element succeeds or fails by itself. What
 * exists already is not put into the album.
 *
 * @see <a href="https://developers.google.com/photos/library/reference/rest/v1/mediaItems/batchCreate">batchCreate</a>
 */
record BatchCreation(Uploads uploads, Supplier<Optional<Effect>> elementFaults, OpaqueIds ids, Clock clock) {
    private static final String INVALID_TOKEN = "Request must contain a valid upload token.";
    private static final int MOST_ITEMS = 50;
    private static final int LONGEST_DESCRIPTION = 1000;

    /**
     * Where a batch goes.
     *
     * @param album the id of an album; empty for none
     */
    record Destination(Library library, Account account, String album) {
        private void check(Collection<Upload> uploads) {
            if (!album.isEmpty()) {
                library.albums()
                        .check(
                                album,
                                uploads.stream()
                                        .map(Upload::content)
                                        .filter(content -> content.type().isPresent())
                                        .map(Content::sha256)
                                        .toList());
            }
        }

        private MediaItem filed(MediaItem item) {
            if (!album.isEmpty()) {
                library.albums().append(album, item);
            }
            return item;
        }
    }

    /** Returns the results in the order of the items; a fault can leave one out. */
    List<NewMediaItemResult> create(Destination destination, List<NewMediaItem> items) {
        check(items);
        Map<NewMediaItem, Upload> found = uploadsOf(destination.account(), items);
        if (found.isEmpty()) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, INVALID_TOKEN);
        }
        destination.check(found.values());
        if (!destination.account().storage().fits(newBytes(destination.library(), found))) {
            throw GoogleProblem.outOfRoom();
        }
        List<NewMediaItemResult> results = new ArrayList<>();
        for (NewMediaItem item : items) {
            create(destination, item, Optional.ofNullable(found.get(item))).ifPresent(results::add);
        }
        return results;
    }

    private static void check(List<NewMediaItem> items) {
        checkNumber(items);
        if (items.stream().anyMatch(item -> token(item).isBlank())) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, INVALID_TOKEN);
        }
        if (items.stream().anyMatch(item -> item.getDescription().length() > LONGEST_DESCRIPTION)) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Description must not exceed 1000 characters.");
        }
    }

    static void checkNumber(List<?> items) {
        if (items.isEmpty()) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Request must have at least one item.");
        }
        if (items.size() > MOST_ITEMS) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Request must have less than 50 items.");
        }
    }

    private Map<NewMediaItem, Upload> uploadsOf(Account account, List<NewMediaItem> items) {
        Map<NewMediaItem, Upload> found = new HashMap<>();
        for (NewMediaItem item : items) {
            uploads.find(token(item), account).ifPresent(upload -> found.put(item, upload));
        }
        return found;
    }

    private static long newBytes(Library library, Map<NewMediaItem, Upload> found) {
        Map<String, Long> bytes = new HashMap<>();
        found.values().stream()
                .map(Upload::content)
                .filter(content -> content.type().isPresent())
                .filter(content -> !library.holds(content.sha256()))
                .forEach(content -> bytes.put(content.sha256(), content.bytes()));
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    private Optional<NewMediaItemResult> create(Destination destination, NewMediaItem item, Optional<Upload> upload) {
        Optional<Effect> fault = elementFaults.get();
        if (fault.orElse(null) instanceof Effect.RefuseElement refusal) {
            return Optional.of(LibraryProto.refused(token(item), refusal.code(), refusal.message()));
        }
        NewMediaItemResult result = upload.map(bytes -> create(destination, item, bytes))
                .orElseGet(() -> LibraryProto.refused(token(item), Code.INVALID_ARGUMENT.value(), INVALID_TOKEN));
        return fault.orElse(null) instanceof Effect.OmitElement ? Optional.empty() : Optional.of(result);
    }

    /** Answers a token that made an item before with the same item, so that a caller can repeat an unanswered call. */
    private NewMediaItemResult create(Destination destination, NewMediaItem item, Upload upload) {
        Library library = destination.library();
        Optional<MediaItem> before = library.createdFrom(upload.token());
        if (before.isPresent()) {
            return LibraryProto.created(upload.token(), destination.filed(before.get()));
        }
        if (library.holds(upload.content().sha256())) {
            return LibraryProto.exists(upload.token());
        }
        return upload.content()
                .type()
                .map(type ->
                        LibraryProto.created(upload.token(), destination.filed(add(destination, item, upload, type))))
                .orElseGet(() -> LibraryProto.badMedia(upload.token()));
    }

    private MediaItem add(Destination destination, NewMediaItem item, Upload upload, MediaType type) {
        Content content = upload.content();
        MediaItem created = new MediaItem(
                ids.library(), fileName(item, upload, type), item.getDescription(), type, content, clock.instant());
        destination.library().add(upload.token(), created);
        destination.account().use(content.bytes());
        return created;
    }

    private String fileName(NewMediaItem item, Upload upload, MediaType type) {
        return item.getSimpleMediaItem().getFileName().isBlank()
                ? upload.fileName().orElseGet(() -> today() + "." + type.extension())
                : item.getSimpleMediaItem().getFileName();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static String token(NewMediaItem item) {
        return item.getSimpleMediaItem().getUploadToken();
    }
}
