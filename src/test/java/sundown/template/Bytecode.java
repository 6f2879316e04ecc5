package sundown.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CompoundElement;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads from class files the calls, field reads and text constants of methods. */
final class Bytecode {
    static final String CONSTRUCTOR = "<init>";

    private static final Map<Class<?>, Map<Code, List<CodeElement>>> PARSED = new ConcurrentHashMap<>();

    /** A method or constructor of a class; the owner is the name of the class. */
    record Code(String owner, String name, String descriptor) {
        static Code of(Executable executable) {
            Class<?> result = executable instanceof Method method ? method.getReturnType() : void.class;
            return new Code(
                    executable.getDeclaringClass().getName(),
                    executable instanceof Method ? executable.getName() : CONSTRUCTOR,
                    MethodType.methodType(result, executable.getParameterTypes())
                            .descriptorString());
        }

        Code in(Class<?> type) {
            return new Code(type.getName(), name, descriptor);
        }
    }

    private Bytecode() {}

    /** The methods of a class that have code in the class file, lambda bodies and constructors included. */
    static Set<Code> methods(Class<?> type) {
        return PARSED.computeIfAbsent(type, Bytecode::parse).keySet();
    }

    static boolean has(Class<?> type, Code code) {
        return methods(type).contains(code.in(type));
    }

    /** The methods that this one calls or refers to; a lambda counts as called where it is created. */
    static Stream<Code> calls(Class<?> type, Code code) {
        return elements(type, code).flatMap(element -> switch (element) {
            case InvokeInstruction call ->
                Stream.of(new Code(
                        call.owner().asInternalName().replace('/', '.'),
                        call.name().stringValue(),
                        call.type().stringValue()));
            case InvokeDynamicInstruction lambda ->
                lambda.bootstrapArgs().stream()
                        .filter(DirectMethodHandleDesc.class::isInstance)
                        .map(handle -> referred((DirectMethodHandleDesc) handle));
            default -> Stream.empty();
        });
    }

    /** The text constants of a method, and the texts into which it puts values together. */
    static Stream<String> texts(Class<?> type, Code code) {
        return elements(type, code)
                .flatMap(element -> switch (element) {
                    case ConstantInstruction constant -> Stream.of(constant.constantValue());
                    case InvokeDynamicInstruction concatenation -> concatenation.bootstrapArgs().stream();
                    default -> Stream.empty();
                })
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private static Code referred(DirectMethodHandleDesc handle) {
        String owner = handle.owner().descriptorString();
        return new Code(
                owner.substring(1, owner.length() - 1).replace('/', '.'),
                handle.methodName(),
                handle.lookupDescriptor());
    }

    private static Stream<CodeElement> elements(Class<?> type, Code code) {
        return PARSED.computeIfAbsent(type, Bytecode::parse).getOrDefault(code.in(type), List.of()).stream();
    }

    private static Map<Code, List<CodeElement>> parse(Class<?> type) {
        try (InputStream file = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return ClassFile.of().parse(file.readAllBytes()).methods().stream()
                    .filter(method -> method.code().isPresent())
                    .collect(Collectors.toMap(
                            method -> new Code(
                                    type.getName(),
                                    method.methodName().stringValue(),
                                    method.methodType().stringValue()),
                            method -> method.code().stream()
                                    .flatMap(CompoundElement::elementStream)
                                    .toList()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
