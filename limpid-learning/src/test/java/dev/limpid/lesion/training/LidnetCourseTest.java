package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LidnetCourseTest {
    private static final DenoiserFidelity FIDELITY = new DenoiserFidelity(30.5, 28.25, -0.01, 0.002);
    private static final DetectorValidation.Found FOUND = new DetectorValidation.Found(0.25, 0.5, 0.75);

    @Test
    void aValidationBeforeTheFirstStepHasNoLoss() {
        LidnetCourse course = LidnetCourse.of("");
        assertThat(course.validated(0, LidnetPlan.Stage.JOINT, FIDELITY, Optional.of(FOUND)))
                .startsWith("step 0 (joint): validation 30.50 dB");
        assertThat(course.log().lines().skip(1))
                .containsExactly("0,joint,,30.500,28.250,-0.01000,0.00200,0.2500,0.5000,0.7500");
    }

    @Test
    void aLineHasTheMeanLossSinceTheOneBefore() {
        LidnetCourse course = LidnetCourse.of("");
        course.step(9);
        course.validated(1, LidnetPlan.Stage.DENOISER, FIDELITY, Optional.empty());
        course.step(1);
        course.step(2);
        course.validated(3, LidnetPlan.Stage.DENOISER, FIDELITY, Optional.empty());
        assertThat(course.log().lines().skip(2))
                .containsExactly("3,denoiser,1.500000,30.500,28.250,-0.01000,0.00200,,,");
    }

    @Test
    void goesOnFromItsStateInTheMiddleOfALine() {
        LidnetCourse course = LidnetCourse.of("");
        course.judge(FIDELITY, FOUND);
        course.validated(0, LidnetPlan.Stage.JOINT, FIDELITY, Optional.of(FOUND));
        course.step(0.1);
        course.step(0.7);
        LidnetCourse again = LidnetCourse.of(course.state());
        assertThat(again.state()).isEqualTo(course.state());
        assertThat(again.meanLoss()).isEqualTo(course.meanLoss());
        assertThat(again.judge(FIDELITY, FOUND)).as("no better").isFalse();
        assertThat(again.sinceBest()).isEqualTo(1);
        assertThat(again.log()).isEqualTo(course.log());
    }
}
