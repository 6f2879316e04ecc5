package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SundownTest {
    @Test
    void helpListsTheSubcommands() {
        CommandLineRun help = CommandLineRun.of("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).anySatisfy(line -> assertThat(line).contains("reconcile", "Compare the ledger"));
    }

    @Test
    void helpOfASubcommandTellsItsOptionsAndExitCodes() {
        CommandLineRun help = CommandLineRun.of("reconcile", "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(String.join("\n", help.out())).contains("--ledger", "--stripe", "1   something differs");
    }

    @Test
    void versionIsOneLine() {
        CommandLineRun version = CommandLineRun.of("--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).singleElement().asString().startsWith("sundown ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --frobnicate                           | Unknown option: '--frobnicate'. Try 'sundown --help'.
                    frobnicate                             | Unmatched argument at index 0: 'frobnicate'. Try 'sundown --help'.
                    ''                                     | Missing required subcommand. Try 'sundown --help'.
                    reconcile --ledger a --stripe b --all  | Unknown option: '--all'. Try 'sundown reconcile --help'.
                    """)
    void refusesWrongUseWithOneLine(String arguments, String line) {
        CommandLineRun refused = CommandLineRun.of(arguments.isEmpty() ? new String[0] : arguments.split(" +"));

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.error()).isEqualTo(List.of(line));
    }

    @Test
    void tellsWhatIsMissingAndNotWhereTheSdkLookedForIt() throws Exception {
        ProcessBuilder process = CommandLineRun.process("decommission", "nowhere");
        process.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        process.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        process.environment().put("AWS_CONFIG_FILE", "nowhere");
        Process run = process.start();

        assertThat(run.inputReader().lines())
                .endsWith("The stack nowhere cannot be read: Unable to load region: set AWS_REGION, and"
                        + " credentials as for the AWS CLI.");
        assertThat(run.waitFor()).isEqualTo(2);
    }
}
