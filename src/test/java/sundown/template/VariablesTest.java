package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import sundown.local.template.Deployment;
import sundown.local.template.Value;
import sundown.template.Beans.Bean;
import sundown.template.Bytecode.Code;

/**
 * Environment variables: each function has the ones that its code reads, and no others. Function tests run in one
 * application with the variables of all functions, so they do not notice a missing one.
 */
final class VariablesTest {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([A-Z0-9_]+)}");

    /** Lambda passes it to each function. */
    private static final String REGION = "AWS_REGION";

    /** Quarkus and the native executable read these. */
    private static final Pattern OF_THE_RUNTIME = Pattern.compile("QUARKUS_.+|DISABLE_SIGNAL_HANDLERS");

    private static final Set<Class<?>> LAZY = Set.of(Provider.class, Supplier.class, Instance.class);

    private final List<Deployment.Function> functions = Deployed.deployment().functions();

    /** When a function starts, Quarkus requires every variable that is injected into any bean, used or not. */
    @Test
    void haveValuesInAllFunctionsIfInjectedIntoAnyBean() {
        assertThat(injectedAnywhere()).isNotEmpty();
        assertThat(functions)
                .allSatisfy(function -> assertThat(injectedAnywhere())
                        .as(function.export())
                        .isSubsetOf(function.environment().keySet()));
    }

    @Test
    void haveValuesInEachFunctionThatLooksThemUp() {
        assertThat(functions)
                .allSatisfy(function -> assertThat(lookedUp(function))
                        .as(function.export())
                        .isSubsetOf(function.environment().keySet()));
    }

    @Test
    void areSetForOneFunctionOnlyIfItLooksThemUp() {
        assertThat(functions)
                .allSatisfy(function -> assertThat(variables(Deployed.template()
                                .resource(function.logicalId())
                                .properties()))
                        .as(function.export())
                        .isSubsetOf(lookedUp(function)));
    }

    @Test
    void areSetForAllFunctionsOnlyIfABeanReadsThem() {
        Set<String> read = injectedAnywhere();
        Beans.all().forEach(bean -> {
            read.addAll(lookedUp(bean));
            bean.parameters()
                    .filter(parameter -> parameter.getType().equals(Optional.class))
                    .forEach(parameter -> property(parameter).ifPresent(read::add));
        });
        assertThat(variables(Deployed.template().functionDefaults()))
                .isNotEmpty()
                .isSubsetOf(read);
    }

    @Test
    void areDerivedFromOthersOnlyIfTheyAreRead() {
        Set<String> read = new HashSet<>(expressions());
        Beans.all()
                .forEach(bean -> bean.parameters()
                        .forEach(parameter -> property(parameter).ifPresent(read::add)));
        assertThat(NamedResources.DERIVED.keySet()).isNotEmpty().isSubsetOf(read);
    }

    /** The template must not set what the clock reads: only a local cloud moves the clock. */
    @Test
    void areReadFromTheEnvironmentItselfByTheClockAlone() {
        assertThat(Beans.classes().stream()
                        .flatMap(type -> Bytecode.methods(type).stream()
                                .filter(code -> Bytecode.calls(type, code)
                                        .anyMatch(call -> call.owner().equals("java.lang.System")
                                                && call.name().equals("getenv")))))
                .extracting(Code::name)
                .containsExactly("clock");
    }

    private static Set<String> variables(Value function) {
        return function.find("Environment", "Variables").orElseThrow().fields().keySet().stream()
                .filter(name -> !OF_THE_RUNTIME.matcher(name).matches())
                .collect(Collectors.toSet());
    }

    private static Set<String> injectedAnywhere() {
        Set<String> names = new HashSet<>(expressions());
        Beans.all()
                .forEach(bean -> bean.parameters()
                        .filter(parameter -> !LAZY.contains(parameter.getType()))
                        .filter(parameter -> !parameter.getType().equals(Optional.class))
                        .forEach(parameter -> property(parameter).ifPresent(names::add)));
        names.removeAll(NamedResources.DERIVED.keySet());
        names.remove(REGION);
        return names;
    }

    private static Set<String> lookedUp(Deployment.Function function) {
        Method entry = Beans.function(function.export());
        return Beans.of(entry.getDeclaringClass()).withInjected().stream()
                .flatMap(bean -> lookedUp(bean).stream())
                .collect(Collectors.toSet());
    }

    /** The variables that a bean reads when it needs them. */
    private static Set<String> lookedUp(Bean bean) {
        Stream<String> lazy = bean.parameters()
                .filter(parameter -> LAZY.contains(parameter.getType()))
                .flatMap(parameter -> property(parameter).stream());
        Stream<String> asked =
                bean.parameters().anyMatch(parameter -> parameter.getType().equals(Config.class))
                        ? readers(bean)
                                .flatMap(code -> Bytecode.texts(bean.maker().getDeclaringClass(), code))
                                .filter(text -> NAME.matcher(text).matches())
                        : Stream.empty();
        return Stream.concat(lazy, asked).collect(Collectors.toSet());
    }

    /** All methods of a bean that keeps the configuration; a producer and the methods of its class that it calls. */
    private static Stream<Code> readers(Bean bean) {
        Class<?> type = bean.maker().getDeclaringClass();
        return bean.maker() instanceof Constructor
                ? Bytecode.methods(type).stream()
                : reached(type, Code.of(bean.maker()), new HashSet<>());
    }

    private static Stream<Code> reached(Class<?> type, Code code, Set<Code> seen) {
        return seen.add(code) && Bytecode.has(type, code)
                ? Stream.concat(
                        Stream.of(code),
                        Bytecode.calls(type, code)
                                .filter(call -> call.owner().equals(type.getName()))
                                .flatMap(call -> reached(type, call, seen)))
                : Stream.empty();
    }

    private static Optional<String> property(Parameter parameter) {
        return Optional.ofNullable(parameter.getAnnotation(ConfigProperty.class))
                .filter(property -> property.defaultValue().equals(ConfigProperty.UNCONFIGURED_VALUE))
                .map(ConfigProperty::name);
    }

    private static List<String> expressions() {
        try {
            return EXPRESSION
                    .matcher(Files.readString(Path.of("src/main/resources/application.properties")))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
