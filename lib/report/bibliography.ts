/** A work that reports cite. */
export interface Work {
  /** Family names with initials, as printed. */
  readonly authors: readonly string[];
  readonly year: number;
  readonly title: string;
  /** Where it appeared, with volume and pages. */
  readonly venue: string;
  readonly url: string;
}

/** All works that notebooks and generated texts can cite, by the key in `[He et al., 2016](#ref-resnet)`. */
export const bibliography = {
  adam: {
    authors: ['Kingma, D. P.', 'Ba, J.'],
    year: 2015,
    title: 'Adam: A Method for Stochastic Optimization',
    venue: 'International Conference on Learning Representations (ICLR)',
    url: 'https://arxiv.org/abs/1412.6980',
  },
  batchnorm: {
    authors: ['Ioffe, S.', 'Szegedy, C.'],
    year: 2015,
    title: 'Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift',
    venue: 'International Conference on Machine Learning (ICML), PMLR 37, 448–456',
    url: 'https://proceedings.mlr.press/v37/ioffe15.html',
  },
  bfloat16: {
    authors: ['Kalamkar, D.', 'Mudigere, D.', 'Mellempudi, N.', 'Das, D.', 'Banerjee, K.', 'et al.'],
    year: 2019,
    title: 'A Study of BFLOAT16 for Deep Learning Training',
    venue: 'arXiv:1905.12322',
    url: 'https://arxiv.org/abs/1905.12322',
  },
  bootstrap: {
    authors: ['Efron, B.', 'Tibshirani, R. J.'],
    year: 1993,
    title: 'An Introduction to the Bootstrap',
    venue: 'Chapman & Hall',
    url: 'https://doi.org/10.1201/9780429246593',
  },
  dlib: {
    authors: ['King, D. E.'],
    year: 2009,
    title: 'Dlib-ml: A Machine Learning Toolkit',
    venue: 'Journal of Machine Learning Research 10, 1755–1758',
    url: 'https://jmlr.org/papers/v10/king09a.html',
  },
  faceapi: {
    authors: ['Mandic, V.'],
    year: 2025,
    title: '@vladmandic/face-api 1.7.15',
    venue: 'npm package',
    url: 'https://github.com/vladmandic/face-api',
  },
  fpn: {
    authors: ['Lin, T.-Y.', 'Dollár, P.', 'Girshick, R.', 'He, K.', 'Hariharan, B.', 'Belongie, S.'],
    year: 2017,
    title: 'Feature Pyramid Networks for Object Detection',
    venue: 'IEEE Conference on Computer Vision and Pattern Recognition (CVPR), 2117–2125',
    url: 'https://arxiv.org/abs/1612.03144',
  },
  imm: {
    authors: ['Nordstrøm, M. M.', 'Larsen, M.', 'Sierakowski, J.', 'Stegmann, M. B.'],
    year: 2004,
    title: 'The IMM Face Database: An Annotated Dataset of 240 Face Images',
    venue: 'Technical report, Informatics and Mathematical Modelling, Technical University of Denmark',
    url: 'http://www2.imm.dtu.dk/pubdb/pubs/3160-full.html',
  },
  lecun: {
    authors: ['LeCun, Y.', 'Bottou, L.', 'Bengio, Y.', 'Haffner, P.'],
    year: 1998,
    title: 'Gradient-Based Learning Applied to Document Recognition',
    venue: 'Proceedings of the IEEE 86(11), 2278–2324',
    url: 'https://doi.org/10.1109/5.726791',
  },
  onecycle: {
    authors: ['Smith, L. N.', 'Topin, N.'],
    year: 2019,
    title: 'Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates',
    venue: 'Artificial Intelligence and Machine Learning for Multi-Domain Operations Applications, SPIE 11006, 369–386',
    url: 'https://arxiv.org/abs/1708.07120',
  },
  rangetest: {
    authors: ['Smith, L. N.'],
    year: 2017,
    title: 'Cyclical Learning Rates for Training Neural Networks',
    venue: 'IEEE Winter Conference on Applications of Computer Vision (WACV), 464–472',
    url: 'https://arxiv.org/abs/1506.01186',
  },
  repeats: {
    authors: ['Hoffer, E.', 'Ben-Nun, T.', 'Hubara, I.', 'Giladi, N.', 'Hoefler, T.', 'Soudry, D.'],
    year: 2020,
    title: 'Augment Your Batch: Improving Generalization Through Instance Repetition',
    venue: 'IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR), 8129–8138',
    url: 'https://doi.org/10.1109/CVPR42600.2020.00815',
  },
  resnet: {
    authors: ['He, K.', 'Zhang, X.', 'Ren, S.', 'Sun, J.'],
    year: 2016,
    title: 'Deep Residual Learning for Image Recognition',
    venue: 'IEEE Conference on Computer Vision and Pattern Recognition (CVPR), 770–778',
    url: 'https://arxiv.org/abs/1512.03385',
  },
  softargmax: {
    authors: ['Sun, X.', 'Xiao, B.', 'Wei, F.', 'Liang, S.', 'Wei, Y.'],
    year: 2018,
    title: 'Integral Human Pose Regression',
    venue: 'European Conference on Computer Vision (ECCV), 529–545',
    url: 'https://arxiv.org/abs/1711.08229',
  },
  w300: {
    authors: ['Sagonas, C.', 'Antonakos, E.', 'Tzimiropoulos, G.', 'Zafeiriou, S.', 'Pantic, M.'],
    year: 2016,
    title: '300 Faces In-The-Wild Challenge: Database and Results',
    venue: 'Image and Vision Computing 47, 3–18',
    url: 'https://doi.org/10.1016/j.imavis.2016.01.002',
  },
  w300challenge: {
    authors: ['Sagonas, C.', 'Tzimiropoulos, G.', 'Zafeiriou, S.', 'Pantic, M.'],
    year: 2013,
    title: '300 Faces in-the-Wild Challenge: The First Facial Landmark Localization Challenge',
    venue: 'IEEE International Conference on Computer Vision Workshops (ICCVW), 397–403',
    url: 'https://doi.org/10.1109/ICCVW.2013.59',
  },
  zeiler: {
    authors: ['Zeiler, M. D.', 'Fergus, R.'],
    year: 2014,
    title: 'Visualizing and Understanding Convolutional Networks',
    venue: 'European Conference on Computer Vision (ECCV), 818–833',
    url: 'https://arxiv.org/abs/1311.2901',
  },
} as const satisfies Readonly<Record<string, Work>>;

/** The key of a work. */
export type WorkKey = keyof typeof bibliography;
