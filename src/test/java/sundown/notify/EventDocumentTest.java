package sundown.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventDocumentTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode SCHEMA = schema();
    private static final JsonSchema EVENTS =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA);

    static List<Event> events() {
        return SampleEvents.all();
    }

    @ParameterizedTest
    @MethodSource("events")
    void isWhatTheSchemaSays(Event event) throws IOException {
        assertThat(EVENTS.validate(document(event))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void hasNothingThatTheSchemaDoesNotName(Event event) throws IOException {
        assertThat(EVENTS.validate(document(event).put("more", 1))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void hasAnIdAndATime(Event event) throws IOException {
        assertThat(document(event).path("id").asText()).isEqualTo(event.id().value());
        assertThat(document(event).path("at").asText()).isEqualTo("2023-01-01T00:00:05Z");
        assertThat(EVENTS.validate(document(event).without("id"))).isNotEmpty();
        assertThat(EVENTS.validate(document(event).without("at"))).isNotEmpty();
    }

    @Test
    void tellsWhenATransferGoesOnIfThatIsKnown() throws IOException {
        for (Event event : events()) {
            if (event instanceof Event.TransferPaused paused) {
                assertThat(document(paused).path("goesOnAt").asText("unknown"))
                        .isEqualTo(paused.goesOnAt().map(Instant::toString).orElse("unknown"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"email,someone@example.com", "name,Someone", "chargeId,ch_1", "fileName,IMG_1.jpg", "googleAccount,1174"
    })
    void hasNothingPersonalButTheUserId(String field, String value) throws IOException {
        for (Event event : events()) {
            assertThat(EVENTS.validate(document(event).put(field, value))).isNotEmpty();
        }
    }

    @Test
    void takesNoAddressForAUserId() throws IOException {
        ObjectNode document = document(SampleEvents.many(1).getFirst()).put("userId", "someone@example.com");

        assertThat(EVENTS.validate(document)).isNotEmpty();
    }

    @Test
    void hasASchemaForEveryKindAndNoOther() {
        Set<String> kinds = events().stream().map(EventDocument::name).collect(Collectors.toSet());
        Set<String> described = new TreeSet<>();
        SCHEMA.path("oneOf")
                .forEach(kind -> described.add(kind.path("$ref").asText().substring("#/$defs/".length())));

        assertThat(Event.class.getPermittedSubclasses()).hasSize(kinds.size());
        assertThat(described).isEqualTo(kinds);
    }

    @Test
    void isExplainedWithAnExampleOfEveryKind() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String block : Files.readString(Path.of("docs", "events.md")).split("```", -1)) {
            if (block.startsWith("json\n{\"event\"")) {
                JsonNode example = JSON.readTree(block.substring("json\n".length()));
                assertThat(EVENTS.validate(example)).as(block).isEmpty();
                shown.add(example.path("event").asText());
            }
        }

        assertThat(shown).isEqualTo(events().stream().map(EventDocument::name).collect(Collectors.toSet()));
    }

    private static ObjectNode document(Event event) throws IOException {
        return (ObjectNode) JSON.readTree(EventDocument.write(event));
    }

    private static JsonNode schema() {
        try {
            return JSON.readTree(Path.of("docs", "events.schema.json").toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
