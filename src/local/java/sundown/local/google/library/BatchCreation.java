package sundown.local.google.library;

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
import sundown.local.google.account.Account;
import sundown.local.google.account.Grant;
import sundown.local.google.gate.Effect;
import sundown.local.google.uploads.Content;
import sundown.local.google.uploads.MediaType;
import sundown.local.google.uploads.Upload;
import sundown.local.google.uploads.Uploads;
import sundown.local.google.wire.GoogleProblem;
import sundown.local.google.wire.OpaqueIds;

/**
 * Makes media items of upload tokens, by the rules of {@code mediaItems.batchCreate}: a batch that is malformed or does
 * not fit into the account creates nothing; otherwise each element succeeds or fails by itself.
 *
 * @see <a href="https://developers.google.com/photos/library/reference/rest/v1/mediaItems/batchCreate">batchCreate</a>
 */
final class BatchCreation {
    static final String INVALID_TOKEN = "Request must contain a valid upload token.";
    private static final int MOST_ITEMS = 50;
    private static final int LONGEST_DESCRIPTION = 1000;

    private final Uploads uploads;
    private final DuplicateAnswer duplicates;
    private final Supplier<Optional<Effect>> elementFaults;
    private final OpaqueIds ids;
    private final Clock clock;

    BatchCreation(
            Uploads uploads,
            DuplicateAnswer duplicates,
            Supplier<Optional<Effect>> elementFaults,
            OpaqueIds ids,
            Clock clock) {
        this.uploads = uploads;
        this.duplicates = duplicates;
        this.elementFaults = elementFaults;
        this.ids = ids;
        this.clock = clock;
    }

    /** The results in the order of the items; one may be missing, if a fault wants it so. */
    List<Result> create(Library library, Grant grant, List<NewItem> items, Optional<Album> album) {
        check(items);
        Map<NewItem, Upload> found = uploadsOf(grant.account(), items);
        if (found.isEmpty()) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, INVALID_TOKEN);
        }
        if (!grant.account().storage().fits(newBytes(library, found))) {
            throw GoogleProblem.outOfRoom();
        }
        List<Result> results = new ArrayList<>();
        for (NewItem item : items) {
            create(library, grant, item, Optional.ofNullable(found.get(item))).ifPresent(results::add);
        }
        album.ifPresent(target -> library.addToAlbum(target, idsOf(results)));
        return results;
    }

    private static void check(List<NewItem> items) {
        if (items.isEmpty()) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Request must have at least one item.");
        }
        if (items.size() > MOST_ITEMS) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Request must have less than 50 items.");
        }
        if (items.stream().anyMatch(item -> item.uploadToken().isBlank())) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, INVALID_TOKEN);
        }
        if (items.stream().anyMatch(item -> item.description().length() > LONGEST_DESCRIPTION)) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Description must not exceed 1000 characters.");
        }
    }

    private Map<NewItem, Upload> uploadsOf(Account account, List<NewItem> items) {
        Map<NewItem, Upload> found = new HashMap<>();
        for (NewItem item : items) {
            uploads.find(item.uploadToken(), account).ifPresent(upload -> found.put(item, upload));
        }
        return found;
    }

    private static long newBytes(Library library, Map<NewItem, Upload> found) {
        Map<String, Long> bytes = new HashMap<>();
        found.values().stream()
                .map(Upload::content)
                .filter(content -> content.type().isPresent())
                .filter(content -> library.withBytes(content.sha256()).isEmpty())
                .forEach(content -> bytes.put(content.sha256(), content.bytes()));
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    private Optional<Result> create(Library library, Grant grant, NewItem item, Optional<Upload> upload) {
        Optional<Effect> fault = elementFaults.get();
        if (fault.orElse(null) instanceof Effect.RefuseElement refusal) {
            return Optional.of(Result.refused(item.uploadToken(), refusal.code(), refusal.message()));
        }
        Result result = upload.map(bytes -> create(library, grant, item, bytes))
                .orElseGet(() -> Result.invalidToken(item.uploadToken()));
        return fault.orElse(null) instanceof Effect.OmitElement ? Optional.empty() : Optional.of(result);
    }

    /** A token that made an item before answers with it again, so a caller can repeat a call without an answer. */
    private Result create(Library library, Grant grant, NewItem item, Upload upload) {
        Optional<MediaItem> before = library.createdFrom(upload.token());
        if (before.isPresent()) {
            return Result.created(upload.token(), before.get());
        }
        Optional<MediaItem> twin = library.withBytes(upload.content().sha256());
        if (twin.isPresent()) {
            return switch (duplicates) {
                case ALREADY_EXISTS -> Result.exists(upload.token());
                case SAME_ITEM -> Result.created(upload.token(), twin.get());
            };
        }
        return upload.content()
                .type()
                .map(type -> Result.created(upload.token(), add(library, grant, item, upload, type)))
                .orElseGet(() -> Result.badMedia(upload.token()));
    }

    private MediaItem add(Library library, Grant grant, NewItem item, Upload upload, MediaType type) {
        Content content = upload.content();
        MediaItem created = new MediaItem(
                ids.library(),
                fileName(item, upload, type),
                item.description(),
                type,
                content,
                grant.clientId(),
                clock.instant());
        library.add(upload.token(), created);
        grant.account().use(content.bytes());
        return created;
    }

    private String fileName(NewItem item, Upload upload, MediaType type) {
        return item.fileName().isBlank()
                ? upload.fileName().orElseGet(() -> today() + "." + type.extension())
                : item.fileName();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static List<String> idsOf(List<Result> results) {
        return results.stream()
                .flatMap(result -> result.item().stream())
                .map(MediaItem::id)
                .toList();
    }
}
