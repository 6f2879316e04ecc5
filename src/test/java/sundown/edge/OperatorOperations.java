package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import sundown.architecture.ProductClasses;

/** Everything that operators can call: functions of their own, and the queries that one function answers. */
final class OperatorOperations {
    private static final List<Operation> ALL = ProductClasses.ALL.stream()
            .filter(type -> type.getFields().stream()
                    .anyMatch(field ->
                            field.getName().equals("FORM") && field.getRawType().isEquivalentTo(OperatorForm.class)))
            .map(JavaClass::reflect)
            .map(Operation::new)
            .toList();

    private OperatorOperations() {}

    static Stream<Operation> all() {
        return ALL.stream();
    }

    /** One of them. It has no ports: nothing is asked before a call is read. */
    record Operation(Class<?> type) {
        String name() {
            return form().function();
        }

        OperatorForm<?> form() {
            try {
                Field form = type.getDeclaredField("FORM");
                form.setAccessible(true);
                return (OperatorForm<?>) form.get(null);
            } catch (ReflectiveOperationException hidden) {
                throw new LinkageError("no " + type, hidden);
            }
        }

        boolean isQuery() {
            return OperatorQuery.class.isAssignableFrom(type);
        }

        /** The answer of the function that is deployed for it. */
        JsonNode answer(OperatorCall call, Clock clock) {
            OperatorEdge edge = OperatorRequests.edge(clock);
            return isQuery()
                    ? new InformOperatorsFunction(edge, queries()).handle(OperatorRequests.at(name(), call))
                    : answer(made(edge), call);
        }

        private JsonNode answer(Object function, OperatorCall call) {
            try {
                Method handle = type.getDeclaredMethod("handle", OperatorCall.class);
                return (JsonNode) handle.invoke(function, call);
            } catch (ReflectiveOperationException hidden) {
                throw new LinkageError("no " + type, hidden);
            }
        }

        private static List<OperatorQuery<?>> queries() {
            return all().filter(Operation::isQuery)
                    .<OperatorQuery<?>>map(query -> (OperatorQuery<?>) query.made(null))
                    .toList();
        }

        private Object made(OperatorEdge edge) {
            try {
                Constructor<?> constructor = type.getDeclaredConstructors()[0];
                constructor.setAccessible(true);
                return constructor.newInstance(Arrays.stream(constructor.getParameterTypes())
                        .map(port -> port.equals(OperatorEdge.class) ? edge : null)
                        .toArray());
            } catch (ReflectiveOperationException hidden) {
                throw new LinkageError("no " + type, hidden);
            }
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
