package sundown.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import io.quarkus.funqy.Funq;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.architecture.ProductClasses;

/** Each function of operators refuses what it does not know, before it begins. */
@Tag("thorough")
class OperatorFormsTest {
    private static final int FUNCTIONS = 26;

    private static final List<Class<?>> OF_OPERATORS = ProductClasses.ALL.stream()
            .filter(type -> type.getSimpleName().endsWith("Function"))
            .<Class<?>>map(JavaClass::reflect)
            .filter(type -> handle(type).findAny().isPresent())
            .toList();

    static Stream<Class<?>> functions() {
        return OF_OPERATORS.stream();
    }

    private static Stream<Method> handle(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> List.of(method.getParameterTypes()).equals(List.of(OperatorCall.class)));
    }

    @Test
    void areAllHere() {
        assertThat(functions()).hasSize(FUNCTIONS);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void haveTheNameOfTheirExport(Class<?> function) throws ReflectiveOperationException {
        assertThat(form(function).function())
                .isEqualTo(handle(function)
                        .findFirst()
                        .orElseThrow()
                        .getAnnotation(Funq.class)
                        .value());
    }

    @ParameterizedTest
    @MethodSource("functions")
    void refuseAnUnknownFieldAndNameTheNearest(Class<?> function) throws ReflectiveOperationException {
        assertThat(refusal(function, call("zebra"))).contains("\"zebra\" is not known");
        for (String field : form(function).fields().names()) {
            assertThat(refusal(function, call(field + "s"))).contains("did you mean \"" + field + "\"?");
            assertThat(refusal(function, call(field.toUpperCase(Locale.ROOT))))
                    .contains("did you mean \"" + field + "\"?");
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void refuseAFieldThatIsThereTwice(Class<?> function) throws ReflectiveOperationException {
        OperatorCall twice = new OperatorCall(Json.tree(Map.of()), List.of("by"));
        assertThat(refusal(function, twice)).isEqualTo("The call has by twice.");
    }

    private static OperatorCall call(String field) {
        return new OperatorCall(Json.tree(Map.of(field, true)));
    }

    private static OperatorForm form(Class<?> function) throws ReflectiveOperationException {
        Field form = function.getDeclaredField("FORM");
        form.setAccessible(true);
        return (OperatorForm) form.get(null);
    }

    /** The function has no ports: nothing is asked before the call is read. */
    private static String refusal(Class<?> function, OperatorCall call) throws ReflectiveOperationException {
        Constructor<?> constructor = function.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                .map(type -> type.equals(OperatorEdge.class) ? OperatorRequests.edge(Clock.systemUTC()) : null)
                .toArray();
        Method handle = handle(function).findFirst().orElseThrow();
        JsonNode problem = (JsonNode) handle.invoke(constructor.newInstance(arguments), call);
        assertThat(problem.path("type").textValue()).endsWith(":invalid-request");
        return problem.path("detail").textValue();
    }
}
