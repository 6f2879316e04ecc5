package sundown.local.google;

import com.google.photos.library.v1.proto.NewMediaItem;
import com.google.photos.library.v1.proto.NewMediaItemResult;
import io.grpc.Status.Code;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sundown.local.google.Accounts.Account;
import sundown.local.google.Gate.Effect;
import sundown.local.google.Gate.Grants.Grant;
import sundown.local.google.Libraries.Library;
import sundown.local.google.Libraries.MediaItem;
import sundown.local.google.Uploads.Content;
import sundown.local.google.Uploads.Upload;

/**
 * Creates media items from upload tokens, by the rules of {@code mediaItems.batchCreate}: a batch that is malformed or
 * does not fit into the account creates nothing; otherwise each element succeeds or fails by itself.
 *
 * @see <a href="https://developers.google.com/photos/library/reference/rest/v1/mediaItems/batchCreate">batchCreate</a>
 */
record BatchCreation(Uploads uploads, Supplier<Optional<Effect>> elementFaults, OpaqueIds ids, Clock clock) {
    private static final String INVALID_TOKEN = "Request must contain a valid upload token.";
    private static final int MOST_ITEMS = 50;
    private static final int LONGEST_DESCRIPTION = 1000;

    /** Returns the results in the order of the items; a fault can leave one out. */
    List<NewMediaItemResult> create(Library library, Grant grant, List<NewMediaItem> items) {
        check(items);
        Map<NewMediaItem, Upload> found = uploadsOf(grant.account(), items);
        if (found.isEmpty()) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, INVALID_TOKEN);
        }
        if (!grant.account().storage().fits(newBytes(library, found))) {
            throw GoogleProblem.outOfRoom();
        }
        List<NewMediaItemResult> results = new ArrayList<>();
        for (NewMediaItem item : items) {
            create(library, grant, item, Optional.ofNullable(found.get(item))).ifPresent(results::add);
        }
        return results;
    }

    private static void check(List<NewMediaItem> items) {
        if (items.isEmpty()) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Request must have at least one item.");
        }
        if (items.size() > MOST_ITEMS) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Request must have less than 50 items.");
        }
        if (items.stream().anyMatch(item -> token(item).isBlank())) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, INVALID_TOKEN);
        }
        if (items.stream().anyMatch(item -> item.getDescription().length() > LONGEST_DESCRIPTION)) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Description must not exceed 1000 characters.");
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

    private Optional<NewMediaItemResult> create(
            Library library, Grant grant, NewMediaItem item, Optional<Upload> upload) {
        Optional<Effect> fault = elementFaults.get();
        if (fault.orElse(null) instanceof Effect.RefuseElement refusal) {
            return Optional.of(LibraryProto.refused(token(item), refusal.code(), refusal.message()));
        }
        NewMediaItemResult result = upload.map(bytes -> create(library, grant, item, bytes))
                .orElseGet(() -> LibraryProto.refused(token(item), Code.INVALID_ARGUMENT.value(), INVALID_TOKEN));
        return fault.orElse(null) instanceof Effect.OmitElement ? Optional.empty() : Optional.of(result);
    }

    /** Answers a token that made an item before with the same item, so that a caller can repeat an unanswered call. */
    private NewMediaItemResult create(Library library, Grant grant, NewMediaItem item, Upload upload) {
        Optional<MediaItem> before = library.createdFrom(upload.token());
        if (before.isPresent()) {
            return LibraryProto.created(upload.token(), before.get());
        }
        if (library.holds(upload.content().sha256())) {
            return LibraryProto.exists(upload.token());
        }
        return upload.content()
                .type()
                .map(type -> LibraryProto.created(upload.token(), add(library, grant, item, upload, type)))
                .orElseGet(() -> LibraryProto.badMedia(upload.token()));
    }

    private MediaItem add(Library library, Grant grant, NewMediaItem item, Upload upload, MediaType type) {
        Content content = upload.content();
        MediaItem created = new MediaItem(
                ids.library(), fileName(item, upload, type), item.getDescription(), type, content, clock.instant());
        library.add(upload.token(), created);
        grant.account().use(content.bytes());
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
