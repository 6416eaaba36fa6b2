/**
 * Model observers: how well a mathematical reader that knows all but whether the disc is there tells images with it from images
 * without. {@link dev.limpid.observer.ChannelSet} is what the reader looks at, {@link dev.limpid.observer.Detectability} how well it
 * does, and {@link dev.limpid.observer.EqualDose} which dose another reconstruction needs to do as well.
 */
@NullMarked
package dev.limpid.observer;

import org.jspecify.annotations.NullMarked;
