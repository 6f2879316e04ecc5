package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeRendererTest {
    @TempDir
    private Path folder;

    @Test
    void hasAllClassesThatItNeeds() throws Exception {
        Path archive = folder.resolve("archive.zip");
        Path files = SampleFolder.create(folder.resolve("files"), 1_000_000).path();
        Path classes = folder.resolve("classes");
        NativeRenderer.copyClasses(classes);

        try (URLClassLoader alone =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            alone.loadClass(WriteOnce.class.getName())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {files.toString(), archive.toString()});
        }

        assertThat(Files.size(archive)).isGreaterThan(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aarch64", "amd64"})
    void isBuiltForTheProcessorsOfTheFunctions(String architecture) {
        String options =
                String.join(",", NativeRenderer.processorsOfLambda(architecture).words());

        assertThat(Path.of("pom.xml"))
                .content()
                .containsPattern("<arch>" + architecture + "</arch>[^?]*?<quarkus.native.additional-build-args-append>"
                        + options.replace("+", "[+]") + "<");
    }
}
