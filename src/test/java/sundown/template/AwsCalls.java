package sundown.template;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.template.Beans.Bean;
import sundown.template.Bytecode.Code;

/**
 * Walks the compiled code of a function to the AWS calls that it can reach. A call belongs to the bean that makes it,
 * because the bean knows the table, bucket or queue. A lambda counts as called where it is created.
 */
final class AwsCalls {
    private static final Pattern CLIENT =
            Pattern.compile("(?:software\\.amazon\\.awssdk\\.services|sundown\\.aws)\\.(\\w+)\\.(?:presigner\\.)?"
                    + "(?:\\w+(?:Client|Presigner)|SignedCalls)");

    /** It calls for a bean whenever credentials end. */
    private static final String OF_ROLES = "software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider";

    private static final Map<String, Class<?>> CLASSES =
            Beans.classes().stream().collect(Collectors.toMap(Class::getName, type -> type));

    private static final Map<Class<?>, Set<Bean>> BEANS_OF_CLASSES = beansOfClasses();
    private static final Map<Code, List<Target>> TARGETS = new ConcurrentHashMap<>();
    private static final Map<Method, AwsCalls> WALKS = new ConcurrentHashMap<>();

    private final Set<Bean> beans;
    private final Set<Step> seen = new HashSet<>();
    private final Deque<Step> open = new ArrayDeque<>();
    private final Set<Made> made = new HashSet<>();
    final Set<Call> calls = new HashSet<>();
    private final Set<Read> reads = new HashSet<>();

    /**
     * One kind of call.
     *
     * @param operation the method of the client, such as {@code getItem}
     */
    record Call(Bean bean, String service, String operation) {
        /** The name of the operation, such as {@code dynamodb:getItem}. */
        String name() {
            return service + ":" + operation;
        }
    }

    /** An object that is made for a bean. */
    private record Made(Bean bean, Class<?> type) {}

    /** A class, and the class or interface with the code that runs when the method is called on its objects. */
    private record Target(Class<?> type, Class<?> declaring) {}

    /** A field that is read for a bean. */
    private record Read(Bean bean, Class<?> type, String field) {}

    /** A method that runs for a bean. */
    private record Step(Bean bean, Class<?> type, Code code) {}

    private AwsCalls(Bean function) {
        beans = function.withInjected();
    }

    private static Map<Class<?>, Set<Bean>> beansOfClasses() {
        Map<Class<?>, Set<Bean>> beans = new HashMap<>();
        Beans.all()
                .forEach(bean -> classes(bean)
                        .forEach(type -> beans.computeIfAbsent(type, ignored -> new HashSet<>())
                                .add(bean)));
        return beans;
    }

    /** The calls that are reached from the method of a function, and from the constructors of its beans. */
    static AwsCalls of(Method function) {
        return WALKS.computeIfAbsent(function, AwsCalls::walk);
    }

    private static AwsCalls walk(Method function) {
        Bean root = Beans.of(function.getDeclaringClass());
        AwsCalls walk = new AwsCalls(root);
        walk.beans.forEach(bean -> walk.reach(bean, bean.maker().getDeclaringClass(), Code.of(bean.maker())));
        walk.reach(root, function.getDeclaringClass(), Code.of(function));
        while (!walk.open.isEmpty()) {
            Step step = walk.open.pop();
            Bytecode.calls(step.type(), step.code()).forEach(call -> walk.follow(step.bean(), call));
            Bytecode.reads(step.type(), step.code())
                    .forEach(field -> walk.reads.add(new Read(step.bean(), step.type(), field)));
        }
        return walk;
    }

    /** The text constants of the code that is reached. */
    Stream<String> texts() {
        return seen.stream().flatMap(step -> Bytecode.texts(step.type(), step.code()));
    }

    /** True if a bean keeps a parameter in a field that none of its reached methods reads. */
    boolean leavesUnread(Bean bean, String parameter) {
        return classes(bean).stream()
                .filter(type -> Stream.of(type.getDeclaredFields())
                        .anyMatch(field -> field.getName().equals(parameter)))
                .anyMatch(type -> !reads.contains(new Read(bean, type, parameter)));
    }

    private void reach(Bean bean, Class<?> type, Code code) {
        Step step = new Step(bean, type, code.in(type));
        if (seen.add(step)) {
            open.push(step);
        }
    }

    private void follow(Bean bean, Code call) {
        Matcher client = CLIENT.matcher(call.owner());
        if (client.matches()) {
            calls.add(new Call(bean, client.group(1), call.name()));
        }
        if (call.owner().equals(OF_ROLES)) {
            calls.add(new Call(bean, "sts", "assumeRole"));
        }
        Class<?> owner = CLASSES.get(call.owner());
        if (owner != null && call.name().equals(Bytecode.CONSTRUCTOR)) {
            made.add(new Made(bean, owner));
            reach(bean, owner, call);
            calledByOthers(owner).forEach(method -> reach(bean, owner, method));
        } else if (owner != null) {
            TARGETS.computeIfAbsent(call, AwsCalls::targets)
                    .forEach(target ->
                            callers(bean, target.type()).forEach(caller -> reach(caller, target.declaring(), call)));
        }
    }

    /**
     * The beans for which a method of a class runs: beans of that class, or of the one around it, that the caller is
     * given, else the caller.
     */
    private Stream<Bean> callers(Bean caller, Class<?> type) {
        Set<Bean> own = BEANS_OF_CLASSES.getOrDefault(type.getNestHost(), Set.of());
        if (own.isEmpty() || own.contains(caller) || made.contains(new Made(caller, type))) {
            return Stream.of(caller);
        }
        List<Bean> given = caller.injected().filter(own::contains).toList();
        return given.isEmpty() ? own.stream().filter(beans::contains) : given.stream();
    }

    /** The classes of the objects that a method may be called on, with the classes that have its code. */
    private static List<Target> targets(Code call) {
        return CLASSES.values().stream()
                .filter(CLASSES.get(call.owner())::isAssignableFrom)
                .filter(type -> !type.isInterface() || type.getName().equals(call.owner()))
                .flatMap(type -> Stream.concat(Stream.of(type), supertypes(type))
                        .filter(AwsCalls::isOfTheCode)
                        .filter(declaring -> Bytecode.has(declaring, call))
                        .limit(1)
                        .map(declaring -> new Target(type, declaring)))
                .toList();
    }

    /** Methods that a library may call, since they implement or override one of its own. */
    private static Stream<Code> calledByOthers(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> supertypes(type)
                        .filter(supertype -> !isOfTheCode(supertype))
                        .anyMatch(supertype -> declares(supertype, method)))
                .map(Code::of);
    }

    private static boolean isOfTheCode(Class<?> type) {
        return CLASSES.containsKey(type.getName());
    }

    private static boolean declares(Class<?> type, Method method) {
        return Stream.of(type.getDeclaredMethods())
                .anyMatch(declared -> declared.getName().equals(method.getName())
                        && declared.getParameterCount() == method.getParameterCount());
    }

    private static Stream<Class<?>> supertypes(Class<?> type) {
        Stream<Class<?>> direct =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
        return direct.flatMap(supertype -> Stream.concat(Stream.of(supertype), supertypes(supertype)));
    }

    /** The classes that a bean is made of: its own, or the ones that its producer makes for its type. */
    private static List<Class<?>> classes(Bean bean) {
        Class<?> declaring = bean.maker().getDeclaringClass();
        return bean.maker() instanceof Method
                ? Bytecode.calls(declaring, Code.of(bean.maker()))
                        .filter(call -> call.name().equals(Bytecode.CONSTRUCTOR))
                        .flatMap(call -> Stream.<Class<?>>ofNullable(CLASSES.get(call.owner())))
                        .filter(bean.type()::isAssignableFrom)
                        .toList()
                : List.of(declaring);
    }
}
