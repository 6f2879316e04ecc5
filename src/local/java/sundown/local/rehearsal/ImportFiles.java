package sundown.local.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.Account;
import sundown.account.UserId;
import sundown.aws.dynamodb.AttributeJson;
import sundown.aws.dynamodb.DynamoAccountStore;
import sundown.aws.dynamodb.DynamoGalleryIndex;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.gallery.GalleryLayout;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;

/**
 * What {@code ./sundown import} has written: rows in DynamoDB JSON, a line each. The items of a user are in the part of
 * the same number as their account.
 */
record ImportFiles(Path folder) {
    private static final String USER = "\"userId\":{\"S\":\"";

    /**
     * Opens the folder of an import.
     *
     * @param timeline the document by which users are in their groups
     * @throws IllegalArgumentException with a sentence for the user when no import is finished there, or its groups are
     *     those of another timeline
     */
    static ImportFiles open(Path folder, String timeline) throws IOException {
        if (!Files.isRegularFile(folder.resolve("totals.json")) || !Files.isDirectory(folder.resolve("claims"))) {
            throw new IllegalArgumentException("There is no finished import in " + folder + ".");
        }
        ImportFiles files = new ImportFiles(folder);
        String made = files.log().getFirst().at("/begun/timeline").asText();
        if (!made.equals(Sha256.over(timeline).hex())) {
            throw new IllegalArgumentException("The import in " + folder
                    + " was made with another timeline than infra/timeline.json: put the one that it was made"
                    + " with there.");
        }
        return files;
    }

    private List<JsonNode> log() throws IOException {
        return Files.readString(folder.resolve("progress.jsonl"))
                .lines()
                .map(Json::read)
                .toList();
    }

    /** Where the objects of its items lie. */
    GalleryLayout layout() throws IOException {
        return GalleryLayout.of(log().getFirst().at("/begun/layout").asText());
    }

    JsonNode totals() throws IOException {
        return Json.read(Files.readString(folder.resolve("totals.json")));
    }

    /** How many rows the import refused, by reason. */
    Map<String, Long> refused() throws IOException {
        Map<String, Long> refused = new TreeMap<>();
        log().getLast()
                .at("/written/refused")
                .properties()
                .forEach(reason -> refused.put(
                        Surprises.words(reason.getKey()), reason.getValue().asLong()));
        return refused;
    }

    int parts() throws IOException {
        return log().getFirst().at("/begun/parts").asInt();
    }

    /** Hands on all accounts, each with the number of its part. */
    void accounts(BiConsumer<Account, Integer> each) throws IOException {
        for (int part = 0; part < parts(); part++) {
            int its = part;
            lines("accounts", part, line -> each.accept(DynamoAccountStore.read(row(line)), its));
        }
    }

    /** Hands on the items of some users of a part, in the order in which they were exported. */
    void items(int part, Set<UserId> users, BiConsumer<UserId, Item> each) throws IOException {
        lines("items", part, line -> {
            UserId user = user(line);
            if (users.contains(user)) {
                each.accept(user, DynamoGalleryIndex.read(row(line)));
            }
        });
    }

    /** Who of some users has a claim on each object. */
    Map<ObjectKey, Set<UserId>> claims(Set<UserId> users) throws IOException {
        Map<ObjectKey, Set<UserId>> claims = new HashMap<>();
        for (int part = 0; part < parts(); part++) {
            lines("claims", part, line -> {
                UserId user = user(line);
                if (users.contains(user)) {
                    claims.computeIfAbsent(
                                    new ObjectKey(row(line).get("objectKey").s()), _ -> new HashSet<>())
                            .add(user);
                }
            });
        }
        return claims;
    }

    /** Finds it without parsing the line: quotes in a value of JSON are escaped. */
    private static UserId user(String line) {
        int begin = line.lastIndexOf(USER) + USER.length();
        return new UserId(line.substring(begin, line.indexOf('"', begin)));
    }

    private void lines(String table, int part, Consumer<String> each) throws IOException {
        Path file = folder.resolve(table).resolve("part-%05d.json.gz".formatted(part));
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines.lines().forEach(each);
        }
    }

    private static Map<String, AttributeValue> row(String line) {
        return AttributeJson.read(Json.read(line).path("Item"));
    }
}
