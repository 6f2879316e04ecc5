package sundown.local.demo.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/cloud}, with which {@code make test-cloud} and {@code make deploy-local} find their cloud. */
class CloudScriptTest {
    private static final Path BASH = Path.of("/bin/bash");
    private static final Path DIRNAME = Path.of("/usr/bin/dirname");

    /** Programs of a machine that has no Docker. */
    @TempDir
    private Path programs;

    private int exitCode;

    @BeforeEach
    void installWhatTheScriptNeeds() throws Exception {
        Files.createSymbolicLink(programs.resolve("dirname"), DIRNAME);
    }

    @Test
    void readsTheAddressAsTheToolsOfAwsDo() throws Exception {
        assertThat(address(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1"))).isEqualTo("http://127.0.0.1:1");
        assertThat(exitCode).isZero();
    }

    @Test
    void prefersTheAddressOfTheCloud() throws Exception {
        Map<String, String> both = Map.of("CLOUD", "http://127.0.0.1:2", "AWS_ENDPOINT_URL", "http://127.0.0.1:1");

        assertThat(address(both)).isEqualTo("http://127.0.0.1:2");
    }

    /** make passes variables that are not set as empty ones. */
    @Test
    void refusesInASentenceWhereThereIsNeitherAddressNorDocker() throws Exception {
        assertThat(address(Map.of("CLOUD", ""))).startsWith("Say where the cloud is: CLOUD=http://");
        assertThat(exitCode).isEqualTo(2);
    }

    private String address(Map<String, String> variables) throws Exception {
        ProcessBuilder script =
                new ProcessBuilder(BASH.toString(), "scripts/cloud", "address").redirectErrorStream(true);
        script.environment().clear();
        script.environment().put("PATH", programs.toString());
        script.environment().putAll(variables);
        Process process = script.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        exitCode = process.waitFor();
        return output.strip();
    }
}
