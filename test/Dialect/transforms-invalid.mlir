// RUN: milc-opt --verify-diagnostics --split-input-file %s

func.func @no_axis(%x: tensor<8xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.fft' op (C1): axes must have at least one dimension}}
  %0 = milcomplex.fft %x axes [] : tensor<8xcomplex<f32>>
  return
}

// -----

func.func @no_dimension(%x: tensor<complex<f32>>) {
  // expected-error @below {{'milcomplex.ifft' op (C1): axes must be dimensions of the operand, of rank 0, but found 0}}
  %0 = milcomplex.ifft %x axes [0] : tensor<complex<f32>>
  return
}

// -----

func.func @negative_axis(%x: tensor<4x8xf32>) {
  // expected-error @below {{'milcomplex.rfft' op (C1): axes must be dimensions of the operand, of rank 2, but found -1}}
  %0 = milcomplex.rfft %x axes [0, -1] : tensor<4x8xf32>
  return
}

// -----

func.func @axis_twice(%x: tensor<4x8xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.irfft' op (C1): axes must have no dimension twice, but found 1 again}}
  %0 = milcomplex.irfft %x axes [1, 0, 1] : tensor<4x8xcomplex<f32>>
  return
}

// -----

func.func @count_of_lengths(%x: tensor<4x8xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.fft' op (C2): lengths must have one for each of 1 axes, but found 2}}
  %0 = milcomplex.fft %x axes [1] lengths [8, 8] : tensor<4x8xcomplex<f32>>
  return
}

// -----

func.func @dynamic_length(%x: tensor<4x?xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.fft' op (C3): the length along axis 1 must be static or one of lengths}}
  %0 = milcomplex.fft %x axes [0, 1] : tensor<4x?xcomplex<f32>>
  return
}

// -----

func.func @length_of_nothing(%x: tensor<4x0xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.fft' op (C3): the length along axis 1 must be from 1 to 2^40, but found 0}}
  %0 = milcomplex.fft %x axes [1] : tensor<4x0xcomplex<f32>>
  return
}

// -----

func.func @negative_length(%x: tensor<4x8xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.ifft' op (C3): the length along axis 0 must be from 1 to 2^40, but found -9223372036854775807}}
  %0 = milcomplex.ifft %x axes [0] lengths [-9223372036854775807] : tensor<4x8xcomplex<f32>>
  return
}

// -----

func.func @dynamic_as_length(%x: tensor<4x8xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.ifft' op (C3): the length along axis 0 must be from 1 to 2^40, but found -9223372036854775808}}
  %0 = milcomplex.ifft %x axes [0] lengths [-9223372036854775808] : tensor<4x8xcomplex<f32>>
  return
}

// -----

func.func @long(%x: tensor<1099511627777xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.fft' op (C3): the length along axis 0 must be from 1 to 2^40, but found more}}
  %0 = milcomplex.fft %x axes [0] : tensor<1099511627777xcomplex<f32>>
  return
}

// -----

func.func @long_result(%x: tensor<9223372036854775807xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.irfft' op (C3): the length along axis 0 must be from 1 to 2^40, but found more}}
  %0 = milcomplex.irfft %x axes [0] : tensor<9223372036854775807xcomplex<f32>>
  return
}

// -----

// Twice one less.
func.func @single_number(%x: tensor<4x1xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.irfft' op (C3): the length along axis 1 must be from 1 to 2^40, but found 0}}
  %0 = milcomplex.irfft %x axes [1] : tensor<4x1xcomplex<f32>>
  return
}

// -----

func.func @encoding(%x: tensor<8xcomplex<f32>, "row">) {
  // expected-error @below {{'milcomplex.fft' op (C4): operand must have no encoding, but found 'tensor<8xcomplex<f32>, "row">'}}
  %0 = milcomplex.fft %x axes [0] : tensor<8xcomplex<f32>, "row">
  return
}

// -----

func.func @scalar(%x: complex<f32>) {
  // expected-error @below {{'milcomplex.fft' op operand #0 must be ranked tensor of}}
  %0 = "milcomplex.fft"(%x) <{axes = array<i64: 0>}> : (complex<f32>) -> complex<f32>
  return
}

// -----

func.func @real_operand(%x: tensor<8xf32>) {
  // expected-error @below {{'milcomplex.fft' op operand #0 must be ranked tensor of}}
  %0 = "milcomplex.fft"(%x) <{axes = array<i64: 0>}> : (tensor<8xf32>) -> tensor<8xcomplex<f32>>
  return
}

// -----

func.func @no_axes(%x: tensor<8xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.fft' op requires attribute 'axes'}}
  %0 = "milcomplex.fft"(%x) : (tensor<8xcomplex<f32>>) -> tensor<8xcomplex<f32>>
  return
}

// -----

func.func @result_type(%x: tensor<8xf32>) {
  // expected-error @+2 {{'milcomplex.rfft' op failed to infer returned types}}
  // expected-error @below {{'milcomplex.rfft' op inferred type(s) 'tensor<5xcomplex<f32>>' are incompatible with return type(s) of operation 'tensor<8xcomplex<f32>>'}}
  %0 = "milcomplex.rfft"(%x) <{axes = array<i64: 0>}> : (tensor<8xf32>) -> tensor<8xcomplex<f32>>
  return
}

// -----

func.func @unknown_norm(%x: tensor<8xcomplex<f32>>) {
  // expected-error @+2 {{expected one of [backward, ortho, forward] for how a Fourier transform is scaled, got: unitary}}
  // expected-error @below {{failed to parse Milcomplex_NormAttr parameter 'value'}}
  %0 = milcomplex.fft %x axes [0] norm unitary : tensor<8xcomplex<f32>>
  return
}

// -----

func.func @signal_of_rank_0(%x: tensor<f32>) {
  // expected-error @below {{'milcomplex.stft' op (C1): operand must have no encoding and a rank of at least 1, but found 'tensor<f32>'}}
  %0 = milcomplex.stft %x n_fft 16 hop_length 4 : tensor<f32>
  return
}

// -----

func.func @frames_of_rank_1(%y: tensor<9xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.istft' op (C1): operand must have no encoding and a rank of at least 2, but found 'tensor<9xcomplex<f32>>'}}
  %0 = milcomplex.istft %y n_fft 16 hop_length 4 : tensor<9xcomplex<f32>>
  return
}

// -----

func.func @no_frame(%x: tensor<3x32xf32>) {
  // expected-error @below {{'milcomplex.stft' op (C2): n_fft must be from 1 to 2^24, but found 0}}
  %0 = milcomplex.stft %x n_fft 0 hop_length 4 : tensor<3x32xf32>
  return
}

// -----

func.func @no_hop(%x: tensor<3x32xf32>) {
  // expected-error @below {{'milcomplex.stft' op (C2): hop_length must be from 1 to 2^40, but found -1}}
  %0 = milcomplex.stft %x n_fft 16 hop_length -1 : tensor<3x32xf32>
  return
}

// -----

func.func @long_window(%x: tensor<3x32xf32>) {
  // expected-error @below {{'milcomplex.stft' op (C2): win_length must be from 1 to 16, but found 17}}
  %0 = milcomplex.stft %x n_fft 16 hop_length 4 win_length 17 : tensor<3x32xf32>
  return
}

// -----

func.func @window_size(%x: tensor<3x32xf32>, %w: tensor<16xf32>) {
  // expected-error @below {{'milcomplex.stft' op (C3): window must be a 'tensor<9xf32>', but found 'tensor<16xf32>'}}
  %0 = milcomplex.stft %x window %w n_fft 16 hop_length 4 win_length 9 : tensor<3x32xf32>, tensor<16xf32>
  return
}

// -----

func.func @window_type(%y: tensor<9x9xcomplex<f32>>, %w: tensor<16xf64>) {
  // expected-error @below {{'milcomplex.istft' op (C3): window must be a 'tensor<16xf32>', but found 'tensor<16xf64>'}}
  %0 = milcomplex.istft %y window %w n_fft 16 hop_length 4 : tensor<9x9xcomplex<f32>>, tensor<16xf64>
  return
}

// -----

func.func @half_of_complex(%x: tensor<32xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.stft' op (C4): onesided must be false for a complex operand, but found 'tensor<32xcomplex<f32>>'}}
  %0 = milcomplex.stft %x n_fft 16 hop_length 4 : tensor<32xcomplex<f32>>
  return
}

// -----

func.func @half_of_frames(%y: tensor<9x9xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.istft' op (C4): operand must have 16 numbers along its last dimension but one, but found 'tensor<9x9xcomplex<f32>>'}}
  %0 = milcomplex.istft %y n_fft 16 hop_length 4 onesided false : tensor<9x9xcomplex<f32>>
  return
}

// -----

func.func @short_signal(%x: tensor<15xf32>) {
  // expected-error @below {{'milcomplex.stft' op (C5): the signal must have from 16 to 2^40 numbers, but found 15}}
  %0 = milcomplex.stft %x n_fft 16 hop_length 4 center false : tensor<15xf32>
  return
}

// -----

func.func @short_to_reflect(%x: tensor<8xf32>) {
  // expected-error @below {{'milcomplex.stft' op (C5): the signal must have from 9 to 2^40 numbers, but found 8}}
  %0 = milcomplex.stft %x n_fft 16 hop_length 4 : tensor<8xf32>
  return
}

// -----

func.func @no_frames(%y: tensor<9x0xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.istft' op (C5): operand must have from 1 to 2^40 / hop_length frames, but found 'tensor<9x0xcomplex<f32>>'}}
  %0 = milcomplex.istft %y n_fft 16 hop_length 4 : tensor<9x0xcomplex<f32>>
  return
}

// -----

func.func @nothing_left(%y: tensor<9x1xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.istft' op (C5): some of the signal must be left, but found 'tensor<9x1xcomplex<f32>>'}}
  %0 = milcomplex.istft %y n_fft 16 hop_length 4 : tensor<9x1xcomplex<f32>>
  return
}

// -----

func.func @no_length(%y: tensor<9x9xcomplex<f32>>) {
  // expected-error @below {{'milcomplex.istft' op (C2): length must be from 1 to 2^40, but found 0}}
  %0 = milcomplex.istft %y n_fft 16 hop_length 4 length 0 : tensor<9x9xcomplex<f32>>
  return
}
