package sundown.local.demo.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.local.demo.cloud.Settings.GoogleProject;

class SettingsTest {
    @Test
    void askForTheSampleWhereNothingIsSaid() {
        Settings plain = new Settings(
                Optional.empty(),
                false,
                4,
                false,
                false,
                8080,
                Optional.empty(),
                Optional.empty(),
                "group-first/",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(Settings.of(Map.of())).isEqualTo(plain);
        assertThat(Settings.of(Map.of("GALLERY", "", "TROUBLE", "", "RUNTIME", "")))
                .isEqualTo(plain);
    }

    @Test
    void takeAllThatCanBeAskedFor(@TempDir Path folder) {
        Settings all = Settings.of(Map.of(
                "GALLERY", folder.toString(),
                "TROUBLE", "1",
                "KEEP", "1",
                "RUNTIME", "native",
                "PORT", "0",
                "PAGE_ORIGIN", "http://localhost:5173",
                "GALLERY_LAYOUT", "user-first",
                "GOOGLE", "real",
                "GOOGLE_CLIENT_ID", "id",
                "GOOGLE_CLIENT_SECRET", "secret"));

        assertThat(all)
                .isEqualTo(new Settings(
                        Optional.of(folder),
                        true,
                        4,
                        true,
                        true,
                        0,
                        Optional.empty(),
                        Optional.of("http://localhost:5173"),
                        "user-first/",
                        Optional.of(new GoogleProject("id", "secret")),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void takeTheSizesOfVolumesThatUsersCanChoose() {
        assertThat(Settings.of(Map.of("VOLUME_GIGABYTES", "1")).volumeGigabytes())
                .isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> Settings.of(Map.of("VOLUME_GIGABYTES", "3")));
    }

    @Test
    void takeTheAddressOfACloudAsToolsOfAwsDo() {
        Settings trial = Settings.of(Map.of("CLOUD", "http://127.0.0.1:4566/", "STACK", "trial"));
        assertThat(trial.cloud()).contains(URI.create("http://127.0.0.1:4566"));
        assertThat(trial.inStack("other").stack()).contains("trial");
        assertThat(Settings.of(Map.of("AWS_ENDPOINT_URL", "https://cloud.example"))
                        .cloud())
                .contains(URI.create("https://cloud.example"));
        assertThat(Settings.of(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1", "CLOUD", "http://127.0.0.1:2"))
                        .cloud())
                .contains(URI.create("http://127.0.0.1:2"));
    }

    @Test
    void moveTheClockOnlyWithACloudOnThisMachine() {
        assertThatNoException().isThrownBy(() -> Settings.of(Map.of()).requireMovableClock());
        assertThatNoException()
                .isThrownBy(() ->
                        Settings.of(Map.of("CLOUD", "http://localhost:4566")).requireMovableClock());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(Map.of("CLOUD", "http://cloud.example:4566"))
                        .requireMovableClock())
                .withMessageContaining("http://cloud.example:4566 is not");
    }

    @Test
    void openAFunctionToADebugger() {
        assertThat(Settings.of(Map.of("DEBUG_FUNCTION", "start-transfer")).debugged())
                .contains("start-transfer");
        assertRefused(Map.of("DEBUG_FUNCTION", "start-transfer", "RUNTIME", "native"), "DEBUG_FUNCTION needs the JVM");
    }

    @Test
    void sayInWordsWhatMakesNoSense() {
        assertRefused(Map.of("GALLERY", "/no/such/folder"), "GALLERY must be a folder");
        assertRefused(Map.of("CLOUD", "4566"), "CLOUD must be an address such as http://127.0.0.1:4566, not 4566.");
        assertRefused(Map.of("STACK", "Trial"), "STACK must have up to 42 small letters");
        assertRefused(Map.of("RUNTIME", "python"), "RUNTIME must be jvm or native, not python.");
        assertRefused(Map.of("TROUBLE", "yes"), "TROUBLE must be 0 or 1");
        assertRefused(Map.of("PORT", "http"), "PORT must be a number up to 65535");
        assertRefused(Map.of("PAGE_ORIGIN", "*"), "PAGE_ORIGIN must be an origin");
        assertRefused(Map.of("GOOGLE", "real"), "GOOGLE=real needs GOOGLE_CLIENT_ID too.");
    }

    private static void assertRefused(Map<String, String> environment, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(environment))
                .withMessageContaining(message);
    }
}
