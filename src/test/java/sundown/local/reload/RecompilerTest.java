package sundown.local.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecompilerTest {
    private static final String RULE = """
            class Rule {
                static final int LIMIT = 3;

                int limit() {
                    return LIMIT;
                }
            }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "return LIMIT + 1;",
                "Runnable step = () -> {}; step.run(); return 7;",
                "return java.util.Map.entry(1, 2).getKey();"
            })
    void keepsTheShapeOfAClassWhenOnlyABodyChanges(String body) throws Exception {
        assertThat(ClassShape.same(compiled(RULE), compiled(RULE.replace("return LIMIT;", body))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"int limit(int of) {", "@Deprecated int limit() {", "private int limit() {"})
    void seesAnotherShapeWhenASignatureChanges(String signature) throws Exception {
        assertThat(ClassShape.same(compiled(RULE), compiled(RULE.replace("int limit() {", signature))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"static final int LIMIT = 4;", "int LIMIT = 3;"})
    void seesAnotherShapeWhenAConstantChanges(String field) throws Exception {
        String changed = RULE.replace("static final int LIMIT = 3;", field);

        assertThat(ClassShape.same(compiled(RULE), compiled(changed))).isFalse();
    }

    @Test
    void showsTheLineThatDoesNotCompile() throws Exception {
        Recompiler.CompilationResult outcome = compile(RULE.replace("LIMIT;", "LIMITS;"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Recompiler.CompilationResult.Failed.class,
                        failed -> assertThat(failed.errors().lines().limit(3))
                                .containsExactly(
                                        "  Rule.java:5: error: cannot find symbol",
                                        "          return LIMITS;",
                                        "                 ^"));
    }

    private byte[] compiled(String source) throws IOException {
        return ((Recompiler.CompilationResult.Compiled) compile(source))
                .classes()
                .get("Rule");
    }

    private Recompiler.CompilationResult compile(String source) throws IOException {
        Path file = Files.writeString(folder.resolve("Rule.java"), source);
        return new Recompiler(folder, "").compile(List.of(file));
    }
}
