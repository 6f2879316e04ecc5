package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/** An update of the version before in place succeeds, and there is room for the next ones. */
final class UpdatesTest {
    /** The indexes that each table has in the version before. */
    private static final Path BEFORE = Path.of("src", "test", "resources", "golden", "before", "indexes.json");

    /** DynamoDB creates or deletes one index of a table an update, and refuses two. */
    private static final int MOST_CHANGES = 1;

    /** Of the 500 that CloudFormation allows: a function costs two to five. */
    private static final int MOST_RESOURCES = 330;

    private static final int MOST_LINES = 5_000;

    @Test
    void changeAtMostOneIndexOfATable() throws IOException {
        for (Map.Entry<String, JsonNode> table :
                new ObjectMapper().readTree(BEFORE.toFile()).properties()) {
            List<String> before = new ArrayList<>();
            table.getValue().forEach(index -> before.add(index.asText()));
            List<String> now = indexes(Deployed.template().resource(table.getKey()));
            List<String> changed = new ArrayList<>(now);
            changed.removeAll(before);
            before.stream().filter(index -> !now.contains(index)).forEach(changed::add);

            assertThat(changed).as(table.getKey()).hasSizeLessThanOrEqualTo(MOST_CHANGES);
        }
    }

    private static List<String> indexes(Resource table) {
        return table.find("GlobalSecondaryIndexes").stream()
                .flatMap(indexes -> ((Value.Sequence) indexes).values().stream())
                .map(index -> ((Value.Text) index.find("IndexName").orElseThrow()).text())
                .toList();
    }

    /** A person reads the template: what adds to it takes something away, or says here why not. */
    @Test
    void leaveTheTemplateShortEnoughToRead() throws IOException {
        assertThat(Files.readAllLines(Path.of("template.yaml"))).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    /** {@code scripts/lint-template} counts what SAM itself makes; this is as much, without SAM. */
    @Test
    void leaveRoomForMoreResources() {
        assertThat(Deployed.template().translatedResources()).isLessThanOrEqualTo(MOST_RESOURCES);
    }
}
