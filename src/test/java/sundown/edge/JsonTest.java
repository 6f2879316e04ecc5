package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Sample(String name, Optional<String> note, List<Integer> numbers) {}

    @Test
    void leavesOutWhatIsAbsent() {
        assertThat(Json.write(new Sample("a", Optional.empty(), List.of())))
                .isEqualTo("{\"name\":\"a\",\"numbers\":[]}");
        assertThat(Json.write(new Sample("a", Optional.of("b"), List.of(1))))
                .isEqualTo("{\"name\":\"a\",\"note\":\"b\",\"numbers\":[1]}");
    }

    @Test
    void readsWhatItWrites() {
        assertThat(Json.read(Json.write(Map.of("text", "\"ü\n"))).path("text").textValue())
                .isEqualTo("\"ü\n");
    }

    @Test
    void saysNothingOfWhatItCannotRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.read("{\n  \"code\": secret"))
                .withMessage("not JSON at line 2")
                .withNoCause();
    }

    @Test
    void readsOneDocumentOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.read("{} {}"));
    }
}
