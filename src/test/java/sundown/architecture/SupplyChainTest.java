package sundown.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.PackageVersion;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Nobody but the project decides which code builds it, releases it, or is packaged with it. */
class SupplyChainTest {
    private static final Path WORKFLOWS = Path.of(".github/workflows");
    private static final String PINNED = "[\\w./-]+@[0-9a-f]{40}";

    @Test
    void pinsEachActionByItsCommit() throws IOException {
        List<String> used = new ArrayList<>();
        for (Map<String, Object> job : jobs()) {
            steps(job).filter(step -> step.containsKey("uses")).forEach(step -> used.add((String) step.get("uses")));
        }

        assertThat(used).hasSizeGreaterThan(20).allMatch(action -> action.matches(PINNED));
    }

    /** A job that deploys a trial asks for a token of its account, and writes nothing to the repository. */
    @Test
    void letsNoJobWriteToTheRepositoryThatRunsWhatItDownloads() throws IOException {
        assertThat(jobs())
                .filteredOn(job -> String.valueOf(job.get("permissions"))
                        .replace("id-token=write", "")
                        .contains("write"))
                .singleElement()
                .satisfies(job -> assertThat(steps(job).map(step -> String.valueOf(step.get("run"))))
                        .noneMatch(run -> run.matches("(?s).*\\b(make|mvn|mvnw|npm|pip|apt-get|curl)\\b.*")));
    }

    @Test
    void knowsTheDigestOfTheMavenThatItDownloads() throws IOException {
        Properties wrapper = new Properties();
        try (var text = Files.newBufferedReader(Path.of(".mvn/wrapper/maven-wrapper.properties"))) {
            wrapper.load(text);
        }

        assertThat(wrapper.getProperty("distributionSha256Sum")).matches("[0-9a-f]{64}");
    }

    /** The versions before have published vulnerabilities. */
    @Test
    void readsJsonWithAJacksonWithoutKnownVulnerabilities() throws IOException {
        List<String> versions = List.of(
                PackageVersion.VERSION.toString(),
                new ObjectMapper().version().toString(),
                software.amazon.awssdk.thirdparty.jackson.core.json.PackageVersion.VERSION.toString());

        assertThat(versions)
                .allSatisfy(version -> assertThat(Runtime.Version.parse(version))
                        .isGreaterThanOrEqualTo(Runtime.Version.parse("2.21.6")));
    }

    private static List<Map<String, Object>> jobs() throws IOException {
        List<Map<String, Object>> jobs = new ArrayList<>();
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            for (Path file : files.toList()) {
                Map<String, Map<String, Map<String, Object>>> workflow = new Yaml().load(Files.readString(file));
                jobs.addAll(workflow.get("jobs").values());
            }
        }
        return jobs;
    }

    @SuppressWarnings("unchecked") // as GitHub defines it
    private static Stream<Map<String, Object>> steps(Map<String, Object> job) {
        return ((List<Map<String, Object>>) job.getOrDefault("steps", List.of())).stream();
    }
}
