package sundown.local.google.library;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.Status.Code;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sundown.local.google.wire.GoogleProblem;

/** The JSON of the Library API: values that are zero or empty are left out, and 64-bit numbers are strings. */
final class LibraryJson {
    private LibraryJson() {}

    static List<NewItem> newItems(JsonNode body) {
        return stream(body.path("newMediaItems"))
                .map(item -> new NewItem(
                        item.path("simpleMediaItem").path("uploadToken").asText(),
                        item.path("simpleMediaItem").path("fileName").asText(),
                        item.path("description").asText()))
                .toList();
    }

    static List<String> itemIds(JsonNode body) {
        return stream(body.path("mediaItemIds")).map(JsonNode::asText).toList();
    }

    static Search search(JsonNode body) {
        JsonNode filters = body.path("filters");
        List<Search.Days> days = new ArrayList<>();
        stream(filters.path("dateFilter").path("dates"))
                .map(LibraryJson::day)
                .forEach(day -> days.add(new Search.Days(day, day)));
        stream(filters.path("dateFilter").path("ranges"))
                .map(range -> new Search.Days(day(range.path("startDate")), day(range.path("endDate"))))
                .forEach(days::add);
        return new Search(body.path("albumId").asText(), kind(filters), days);
    }

    static Map<String, Object> results(List<Result> results) {
        return Map.of(
                "newMediaItemResults", results.stream().map(LibraryJson::result).toList());
    }

    /** @param base the address at which the bytes can be fetched; empty right after the creation, as with Google */
    static Map<String, Object> item(MediaItem item, Optional<URI> base) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", item.id());
        putText(json, "description", item.description());
        json.put("productUrl", "https://photos.google.com/lr/photo/" + item.id());
        base.ifPresent(uri -> json.put("baseUrl", uri + "/lr/" + item.id()));
        json.put("mimeType", item.type().mime());
        json.put(
                "mediaMetadata",
                Map.of(
                        "creationTime",
                        item.created().truncatedTo(ChronoUnit.SECONDS).toString(),
                        item.type().video() ? "video" : "photo",
                        item.type().video() ? Map.of("status", "READY") : Map.of()));
        json.put("filename", item.fileName());
        return json;
    }

    static Map<String, Object> items(Page<MediaItem> page, URI base) {
        Map<String, Object> json = new LinkedHashMap<>();
        putList(
                json,
                "mediaItems",
                page.entries().stream()
                        .map(item -> item(item, Optional.of(base)))
                        .toList());
        page.nextToken().ifPresent(token -> json.put("nextPageToken", token));
        return json;
    }

    static Map<String, Object> itemResults(List<Optional<MediaItem>> items, URI base) {
        return Map.of(
                "mediaItemResults",
                items.stream()
                        .map(found -> found.<Map<String, Object>>map(
                                        item -> Map.of("mediaItem", item(item, Optional.of(base))))
                                .orElseGet(LibraryJson::unknownItem))
                        .toList());
    }

    static Map<String, Object> album(AlbumView album) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", album.id());
        putText(json, "title", album.title());
        json.put("productUrl", "https://photos.google.com/lr/album/" + album.id());
        json.put("isWriteable", true);
        if (album.items() > 0) {
            json.put("mediaItemsCount", String.valueOf(album.items()));
        }
        return json;
    }

    static Map<String, Object> albums(Page<AlbumView> page) {
        Map<String, Object> json = new LinkedHashMap<>();
        putList(json, "albums", page.entries().stream().map(LibraryJson::album).toList());
        page.nextToken().ifPresent(token -> json.put("nextPageToken", token));
        return json;
    }

    private static Map<String, Object> result(Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("uploadToken", result.uploadToken());
        json.put(
                "status",
                result.succeeded()
                        ? Map.of("message", result.message())
                        : Map.of("code", result.code(), "message", result.message()));
        result.item().ifPresent(item -> json.put("mediaItem", item(item, Optional.empty())));
        return json;
    }

    private static Map<String, Object> unknownItem() {
        return Map.of("status", Map.of("code", Code.INVALID_ARGUMENT.value(), "message", "Invalid media item ID."));
    }

    private static Search.Kind kind(JsonNode filters) {
        String kind = filters.path("mediaTypeFilter").path("mediaTypes").path(0).asText("ALL_MEDIA");
        return switch (kind) {
            case "ALL_MEDIA" -> Search.Kind.ALL;
            case "PHOTO" -> Search.Kind.PHOTO;
            case "VIDEO" -> Search.Kind.VIDEO;
            default -> throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Invalid value at 'filters': " + kind);
        };
    }

    private static Search.Day day(JsonNode date) {
        return new Search.Day(
                date.path("year").asInt(),
                date.path("month").asInt(),
                date.path("day").asInt());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static void putText(Map<String, Object> json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }

    private static void putList(Map<String, Object> json, String name, List<?> list) {
        if (!list.isEmpty()) {
            json.put(name, list);
        }
    }
}
