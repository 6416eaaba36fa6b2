package dev.limpid;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rule of the house: three floors, each of which uses only those before it, and native memory in one corner. */
class ArchitectureTest {
    private static final String NATIVE = "org.bytedeco..";

    private static final DescribedPredicate<JavaClass> APP = resideInAnyPackage(
            "dev.limpid.cli..",
            "dev.limpid.batch..",
            "dev.limpid.bench..",
            "dev.limpid.report..",
            "dev.limpid.viewer..",
            "dev.limpid.archive..");
    private static final DescribedPredicate<JavaClass> LEARNING = resideInAnyPackage(
            "dev.limpid.tensor..",
            "dev.limpid.network..",
            "dev.limpid.model..",
            "dev.limpid.training..",
            "dev.limpid.explain..",
            "dev.limpid.lesion..",
            "dev.limpid.invariance..");
    private static final DescribedPredicate<JavaClass> IMAGING =
            resideInAPackage("dev.limpid..").and(DescribedPredicate.not(APP)).and(DescribedPredicate.not(LEARNING));

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.limpid");

    private static void check(ArchRule rule) {
        rule.check(PRODUCTION);
    }

    @Test
    void imagingUsesNeitherLearningNorTheApplication() {
        check(noClasses().that(IMAGING).should().dependOnClassesThat(LEARNING.or(APP)));
    }

    @Test
    void learningDoesNotUseTheApplication() {
        check(noClasses().that(LEARNING).should().dependOnClassesThat(APP));
    }

    @Test
    void imagingAndTheApplicationKnowNoNatives() {
        check(noClasses().that(IMAGING.or(APP)).should().dependOnClassesThat().resideInAPackage(NATIVE));
    }

    @Test
    void nativeTypesStayWithTensorsNetworksAndTheirUsers() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.limpid.tensor..",
                        "dev.limpid.network..",
                        "dev.limpid.training..",
                        "dev.limpid.model..",
                        "dev.limpid.explain..",
                        "dev.limpid.lesion..",
                        "dev.limpid.invariance..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(NATIVE));
    }

    /** Critics are networks, which training's own package must reach. */
    @Test
    void noPublicMethodOutsideTensorNetworkAndCriticsSpeaksOfNativeTypes() {
        check(methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(describe(
                        "are public, outside tensor, network and critics",
                        owner -> owner.getModifiers().contains(JavaModifier.PUBLIC)
                                && !owner.getPackageName().startsWith("dev.limpid.tensor")
                                && !owner.getPackageName().startsWith("dev.limpid.network")
                                && !owner.getPackageName().startsWith("dev.limpid.training.adversarial")))
                .should(haveNoNativeTypeInTheirSignature()));
    }

    @Test
    void packagesDoNotFormCycles() {
        check(slices().matching("dev.limpid.(*)..").should().beFreeOfCycles());
    }

    @Test
    void everyPackageForbidsNull() {
        check(classes().that(alwaysTrue()).should(new ArchCondition<>("lie in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type,
                        type.getPackage().isAnnotatedWith(NullMarked.class),
                        type.getPackageName() + " needs a package-info.java with @NullMarked"));
            }
        }));
    }

    @Test
    void noClassIsNamedForWhatItIsNot() {
        check(noClasses().should().haveNameMatching(".*(Utils?|Manager|Helper)"));
    }

    private static ArchCondition<JavaMethod> haveNoNativeTypeInTheirSignature() {
        return new ArchCondition<>("have no native type in their signature") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .filter(type -> type.getPackageName().startsWith("org.bytedeco"))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " speaks of " + type.getName())));
            }
        };
    }
}
