package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CoreTest {
    @Test
    void leavesACommandAsItIsWhereNothingCanBePinned() {
        Core none = new Core(Optional.empty());

        assertThat(none.pinned(Command.of("nproc"))).isEqualTo(Command.of("nproc"));
        assertThat(none).hasToString("What runs is not pinned to a core: there is no taskset here.");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isTheOnlyOneOnWhichACommandRuns() throws Exception {
        Core core = Core.last();
        List<String> allowed = core.pinned(
                        Command.of("grep", "-o", "-P", "Cpus_allowed_list:\\s*\\K.*", "/proc/self/status"))
                .output();

        assertThat(allowed).containsExactly(core.number().orElseThrow());
    }
}
