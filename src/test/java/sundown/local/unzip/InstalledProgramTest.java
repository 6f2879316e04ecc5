package sundown.local.unzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class InstalledProgramTest {
    @Test
    void isFoundByAnyOfItsNames() {
        assertThat(new InstalledProgram("the shell", List.of("no-such-shell", "sh")).path())
                .hasFileName("sh")
                .isExecutable();
    }

    @Test
    void saysWhatToInstallWhereItIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new InstalledProgram("the shell", List.of("no-such-shell")).path())
                .withMessageStartingWith("Please install the shell: none of [no-such-shell] is on the path.");
    }
}
