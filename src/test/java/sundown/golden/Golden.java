package sundown.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A golden file: what a format looked like when it was last changed on purpose. */
record Golden(Path path) {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final boolean WRITE = Boolean.getBoolean("golden.write");

    private static final int SHORT = 80;

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** The golden file of this name. */
    static Golden file(String name) {
        return new Golden(FOLDER.resolve(name));
    }

    /** Compares a value as JSON with sorted keys. */
    void check(Object value) {
        checkText(pretty(json(sorted(MAPPER.valueToTree(value).toString())), "") + "\n");
    }

    /** Short objects and arrays stay on one line. */
    private static String pretty(JsonNode node, String indent) {
        if (!node.isContainerNode() || fitsOnOneLine(node)) {
            return node.toString();
        }
        String deeper = indent + "  ";
        Stream<String> parts = node.isArray()
                ? StreamSupport.stream(node.spliterator(), false).map(element -> pretty(element, deeper))
                : node.properties().stream()
                        .map(field -> new TextNode(field.getKey()) + ": " + pretty(field.getValue(), deeper));
        return parts.collect(Collectors.joining(
                ",\n" + deeper,
                (node.isArray() ? "[\n" : "{\n") + deeper,
                "\n" + indent + (node.isArray() ? "]" : "}")));
    }

    private static boolean fitsOnOneLine(JsonNode node) {
        return node.toString().length() <= SHORT
                && StreamSupport.stream(node.spliterator(), false).noneMatch(JsonNode::isContainerNode);
    }

    /** Compares a text byte by byte, or writes it where that was asked for. */
    void checkText(String text) {
        try {
            if (WRITE) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, text);
            }
            assertThat(path).exists();
            assertThat(text.lines())
                    .as("%s (rewrite with -Dgolden.write=true if the change is deliberate)", path)
                    .containsExactlyElementsOf(Files.readString(path).lines().toList());
            assertThat(text).isEqualTo(Files.readString(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The document in the file. */
    JsonNode read() {
        return json(text());
    }

    /** The text in the file. */
    String text() {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** JSON in one line with sorted keys. */
    static String sorted(String json) {
        try {
            return MAPPER.writeValueAsString(MAPPER.readValue(json, Object.class));
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }

    /** Reads JSON. */
    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException(notJson);
        }
    }
}
