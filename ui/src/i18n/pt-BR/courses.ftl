# Cursos e produtos.
courses-count =
    { $n ->
        [one] { $n } curso
       *[other] { $n } cursos
    }
courses-add = Adicionar curso
courses-in = Faz parte de
holders-active = Ativos
holders-pending = Pendentes
holders-expired = Expirados
holders-all = ao todo
holders-of = Membros de { $title }
show-members = Mostrar membros
thing-gone = Isto não está mais no livro.
course-added = adicionado em { $day }
course-products = faz parte de
course-products-none = em nenhum produto
course-tabs = Sobre este curso
course-tab-outline = Conteúdo
course-tab-drip = Liberação
course-tab-cohorts = Turmas
courses-active = Ativos
courses-empty = Nenhum curso ainda
courses-empty-text = Cursos vêm com uma lista importada ou são adicionados aqui. Um membro recebe acesso a um curso ou a um produto que contém vários.
products-count =
    { $n ->
        [one] { $n } produto
       *[other] { $n } produtos
    }
products-add = Adicionar produto
products-courses = Cursos que contém
products-pick-courses = Adicionar cursos
products-courses-hint = Quem tem este produto ganha um curso adicionado e perde um removido, a menos que o tenha por outro motivo.
product-courses-none = Ainda não contém nenhum curso: quem o tem não abre nada.
product-follow-gain =
    { $n ->
        [0] Ninguém ganha { $course } com isto.
        [one] { $n } membro ganha { $course }.
       *[other] { $n } membros ganham { $course }.
    }
product-follow-lose =
    { $n ->
        [0] Ninguém perde { $course } com isto.
        [one] { $n } membro perde { $course }.
       *[other] { $n } membros perdem { $course }.
    }
product-follow-keep =
    { $n ->
        [one] Para { $n } que tem o produto nada muda.
       *[other] Para { $n } que têm o produto nada muda.
    }
products-empty = Nenhum produto ainda
products-empty-text = Um produto é o que você vende: um curso, um pacote com vários ou uma assinatura.
product-kind-product-hint = Vendido uma vez.
product-kind-bundle-hint = Vários cursos vendidos juntos.
product-kind-subscription-hint = Acesso enquanto for pago.
show-archived = Mostrar arquivados
show-members-of = Mostrar os membros de { $title }
archive = Arquivar { $title }
unarchive = Trazer de volta { $title }
unarchive-do = Trazer de volta
edit-do = Editar
edit = Editar { $title }
archive-title = Arquivar { $title }?
archive-keep =
    { $n ->
        [one] { $n } membro tem e mantém. Ninguém perde acesso.
       *[other] { $n } membros têm e mantêm. Ninguém perde acesso.
    }
archive-text = Não é mais oferecido onde se dá acesso e sai desta lista até você mostrar os arquivados.
archive-do = Arquivar
cohorts = Turmas
cohorts-of = Turmas de { $title }
cohorts-none = Nenhuma turma ainda. Uma turma é uma edição do curso, com início próprio se você quiser.
cohort-new = Nova turma
cohort-add = Adicionar turma
cohort-undated = Sem início
cohort-starts-of = { $title }: início
cohort-closes-of = { $title }: fecha
cohort-closes-hint = O último dia para entrar.
cohort-open = Fica aberta
cohort-closed = Fechada
cohort-closed-since = Esta turma está fechada desde { $day }. Ainda assim eles podem entrar.
cohort-move = Mover os membros de { $title }
cohort-remove = Remover { $title }
