package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;

/** Whoever is woken by an alarm finds it in the runbook. */
final class RunbookTest {
    @Test
    void saysWhatToDoAtEachAlarm() throws IOException {
        String runbook = Files.readString(Path.of("docs/runbook.md"));
        List<String> functions =
                Deployed.functions().stream().map(Resource::logicalId).toList();

        assertThat(Deployed.template().resources("AWS::CloudWatch::Alarm").stream()
                        .map(Resource::logicalId)
                        .filter(alarm -> !functions.contains(alarm.replaceFirst("Errors$", ""))))
                .isNotEmpty()
                .allSatisfy(alarm -> assertThat(runbook).contains("`" + alarm + "`"));
        assertThat(runbook).contains("`<Function>Errors`");
    }
}
