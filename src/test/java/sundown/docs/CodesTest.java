package sundown.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.ArchiveView;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.edge.Code;
import sundown.edge.Problem;
import sundown.media.MediaType;
import sundown.receipt.Safety;
import sundown.refund.RefundView;
import sundown.status.StatusView;
import sundown.timeline.Dates.Phase;
import sundown.timeline.NoticeView;
import sundown.transfer.Eligibility;
import sundown.transfer.FailureReason;
import sundown.transfer.ItemList;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;
import sundown.transfer.TransferView;

/** Every value that an answer can have where values are fixed is in docs/openapi.yaml, and no other. */
class CodesTest {
    private static final Pattern PROBLEM = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`");

    private final JsonNode document = read();

    @Test
    void areThoseOfTheCode() {
        assertThat(documented())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("Notice.phase", names(Phase.values())),
                        Map.entry("Notice.code", codes(NoticeView.Message.values())),
                        Map.entry("Door.code", codes(StatusView.Closure.values())),
                        Map.entry("Safety.standing", codes(Safety.Standing.values())),
                        Map.entry(
                                "Safety.why",
                                codes(EnumSet.complementOf(EnumSet.of(Safety.Missing.NOTHING))
                                        .toArray(Safety.Missing[]::new))),
                        Map.entry("Refund.code", codes(RefundView.Message.values())),
                        Map.entry("Refund.state", texts(RefundView.Message.values(), RefundView.Message::state)),
                        Map.entry("TransferState", states(TransferState.class)),
                        Map.entry("Transfer.reason", names(WaitReason.values())),
                        Map.entry("Transfer.code", codes(TransferView.Message.values())),
                        Map.entry("Transfer.warningCode", codes(TransferView.Warning.values())),
                        Map.entry("Items.items.state", codes(ItemList.State.values())),
                        Map.entry("Items.items.reason", names(FailureReason.values())),
                        Map.entry("ArchiveState", archiveStates()),
                        Map.entry("Archive.code", codes(ArchiveView.Message.values())),
                        Map.entry("Download.volumes.examples.reason", names(LeftOut.Reason.values())),
                        Map.entry("Selection.kind", names(MediaType.Kind.values())),
                        Map.entry("Gallery.state", Set.of("counting", "counted")),
                        Map.entry(
                                "Gallery.unsupported.reason",
                                texts(
                                        Arrays.stream(FailureReason.values())
                                                .filter(FailureReason::permanent)
                                                .filter(reason -> reason != FailureReason.NOT_A_PHOTO_OR_VIDEO)
                                                .toArray(FailureReason[]::new),
                                        FailureReason::name)),
                        Map.entry("Download.programs.code", codes(ArchiveView.DownloadView.Platform.values())),
                        Map.entry("Problem.hindrances", names(Eligibility.Hindrance.values())),
                        Map.entry("Problem.reasons.code", codes(Eligibility.Hindrance.values())),
                        Map.entry("Problem.type", problems())));
    }

    /** The fixed values in all schemas, by the path of their property. */
    private Map<String, Set<String>> documented() {
        Map<String, Set<String>> documented = new TreeMap<>();
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> collect(schema.getKey(), schema.getValue(), documented));
        return documented;
    }

    private static void collect(String path, JsonNode schema, Map<String, Set<String>> documented) {
        if (schema.has("enum")) {
            Set<String> values = new TreeSet<>();
            schema.path("enum").forEach(value -> values.add(value.textValue()));
            documented.put(path, values);
        }
        schema.path("properties")
                .properties()
                .forEach(property -> collect(path + "." + property.getKey(), property.getValue(), documented));
        if (schema.has("items")) {
            collect(path, schema.path("items"), documented);
        }
    }

    /** The problems that the responses of all operations name, which the answers of all tests are held against. */
    private Set<String> problems() {
        return Stream.concat(
                        document.path("paths").findValues("responses").stream().flatMap(JsonNode::valueStream),
                        document.at("/components/responses").valueStream())
                .map(response -> response.path("description").asText())
                .flatMap(description -> PROBLEM.matcher(description).results())
                .map(found -> Problem.TYPE_PREFIX + found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> archiveStates() {
        Set<String> states = states(ArchiveState.class);
        states.remove("ended");
        states.addAll(texts(ArchiveState.Ending.values(), ending -> kebab(ending.name())));
        return states;
    }

    private static Set<String> states(Class<?> sealed) {
        return leaves(sealed)
                .map(state -> kebab(state.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(CodesTest::leaves)
                : Stream.of(type);
    }

    private static String kebab(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Set<String> names(Enum<?>[] constants) {
        return texts(constants, Enum::name);
    }

    private static Set<String> codes(Code[] constants) {
        return texts(constants, Code::code);
    }

    private static <T> Set<String> texts(T[] constants, Function<T, String> text) {
        return Arrays.stream(constants).map(text).collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode read() {
        try {
            return new JsonMapper().valueToTree(new Yaml().load(Files.readString(Path.of("docs", "openapi.yaml"))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
