package sundown.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeployTest {
    private static final List<String> FILES =
            List.of("scripts/deploy", "scripts/check-executable", "samconfig.toml", "template.yaml");

    /** A copy of the checkout, with programs that stand in for others. */
    @TempDir
    private Path checkout;

    @BeforeEach
    void copy() throws IOException {
        Files.createDirectories(checkout.resolve("scripts"));
        Files.createDirectories(checkout.resolve("target"));
        for (String file : FILES) {
            Files.copy(Path.of(file), checkout.resolve(file));
        }
        program("scripts/with-tools", "exec \"$@\"");
        program("sam", "printf '%s\\n' sam \"$@\"");
    }

    @Test
    void deploysTheConfigurationAsItIs() throws Exception {
        executable(Elf.ARM64);

        assertThat(deploy("--config-env", "trial", "--no-confirm-changeset").output())
                .contains("sam\ndeploy\n--config-env\ntrial\n--no-confirm-changeset\n--parameter-overrides\n")
                .contains("\nTokenAudience=\"REPLACE-ME\"\n");
    }

    @Test
    void keepsTheParametersThatAreNotReplaced() throws Exception {
        executable(Elf.X86_64);

        ScriptRun run = deploy("--config-env=trial", "Architecture=x86_64", "TokenAudience=other");

        assertThat(run.output().lines())
                .contains("Architecture=\"x86_64\"", "TokenAudience=\"other\"", "AuditRetentionMode=\"GOVERNANCE\"")
                .doesNotContain("TokenAudience=\"REPLACE-ME\"");
        assertThat(run.exitCode()).isZero();
    }

    /** The SAM CLI takes a value without quotes up to its first blank. */
    @Test
    void givesAValueWithBlanksWhole() throws Exception {
        executable(Elf.ARM64);

        assertThat(deploy("PageConnections=https://a.test https://b.test", "TokenAudience=abc=")
                        .output()
                        .lines())
                .contains("PageConnections=\"https://a.test https://b.test\"", "TokenAudience=\"abc=\"");
    }

    @Test
    void deploysNoExecutableForAnotherArchitecture() throws Exception {
        executable(Elf.X86_64);

        assertRefused(deploy(), 1, "Architecture is arm64");
        assertThat(deploy("--config-env", "local").exitCode()).isZero();
    }

    @Test
    void deploysNoUnknownConfiguration() throws Exception {
        executable(Elf.ARM64);

        assertRefused(deploy("--config-env", "tria"), 2, "samconfig.toml has no [tria.deploy.parameters]");
    }

    private static void assertRefused(ScriptRun run, int exitCode, String why) {
        assertThat(run.output()).contains(why).doesNotContain("sam\ndeploy");
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    private void executable(int machine) throws IOException {
        new Elf(machine, List.of("GLIBC_2.34")).zipped(checkout.resolve("target/function.zip"));
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(checkout.resolve(name), "#!/usr/bin/env bash\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private ScriptRun deploy(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("scripts/deploy").toString()));
        command.addAll(List.of(arguments));
        return ScriptRun.of(checkout, command);
    }
}
