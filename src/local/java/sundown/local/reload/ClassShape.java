package sundown.local.reload;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.DebugElementsOption;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.reflect.AccessFlag;
import java.util.Arrays;

/** What the compiler and Quarkus see of a class from outside: everything but the bodies of its methods. */
final class ClassShape {
    private static final ClassFile FORMAT =
            ClassFile.of(ConstantPoolSharingOption.NEW_POOL, DebugElementsOption.DROP_DEBUG);

    private ClassShape() {}

    static boolean same(byte[] oneClass, byte[] other) {
        return Arrays.equals(of(oneClass), of(other));
    }

    /**
     * Lambdas and references in bodies leave synthetic methods and references to nested classes; these are dropped too.
     */
    private static byte[] of(byte[] bytes) {
        ClassModel whole = FORMAT.parse(bytes);
        return FORMAT.transformClass(whole, (builder, element) -> {
            switch (element) {
                case MethodModel method when method.flags().has(AccessFlag.SYNTHETIC) -> {}
                case MethodModel method ->
                    builder.transformMethod(method, MethodTransform.dropping(CodeModel.class::isInstance));
                case InnerClassesAttribute references -> {}
                default -> builder.with(element);
            }
        });
    }
}
