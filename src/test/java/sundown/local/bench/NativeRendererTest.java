package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeRendererTest {
    @ParameterizedTest
    @ValueSource(strings = {"aarch64", "amd64"})
    void isBuiltForTheSameProcessorsAsTheFunctions(String architecture) {
        String options =
                String.join(",", NativeRenderer.processors(architecture).words());

        assertThat(Path.of("pom.xml"))
                .content()
                .containsPattern("<arch>" + architecture + "</arch>[^?]*?<quarkus.native.additional-build-args-append>"
                        + options.replace("+", "[+]") + "<");
    }
}
