/**
 * The evidence beside a result: numbers ({@link dev.limpid.report.Evidence}), a panel of images
 * ({@link dev.limpid.report.EvidencePanel}) and a self-contained page ({@link dev.limpid.report.EvidencePage}).
 *
 * <p>Lettering is drawn from strokes of our own ({@link dev.limpid.report.StrokeFont}): a headless Java runtime on a
 * bare machine has no fonts and fails when asked for one, and the same panel must have the same bytes everywhere.
 */
@NullMarked
package dev.limpid.report;

import org.jspecify.annotations.NullMarked;
